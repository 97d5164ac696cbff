import { Button } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ProductField,
  type ProductImport,
  type ProductImportChoices,
  productField,
} from '../../../contract/product-import.ts'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { ErrorState, Notice, Section } from '../../kit/public.ts'
import { ColumnsSection } from '../import-frame/columns-section.tsx'
import styles from '../import-frame/import.module.css'
import { matched } from '../import-frame/matched.ts'
import { PreviewTable } from '../import-frame/preview-table.tsx'
import { SheetFields } from '../import-frame/sheet-fields.tsx'
import { SourceField, stemOf } from '../import-frame/source-field.tsx'
import { UploadFacts } from '../import-frame/upload-facts.tsx'
import { UploadMissing } from '../import-frame/upload-missing.tsx'
import { CheckAndRun } from './check-and-run.tsx'
import { type ImportSession, useProductImportSession } from './import-session.ts'
import { RowList } from './row-list.tsx'
import { RulesFields } from './rules-fields.tsx'

interface ImportWorkProps {
  importId: number
  onOtherFile: () => void
}

/** An uploaded file on its way into the products. */
export function ImportWork({ importId, onOtherFile }: ImportWorkProps) {
  const { t } = useTranslation()
  const { kept, change } = useProductImportSession(importId)
  const { sheet, headerRow } = kept
  const read = useRead(
    api.productImport.readProductImport,
    { params: { importId }, query: { sheet, headerRow } },
    { keepFormer: true },
  )
  const otherFile = (
    <Button variant="default" onClick={onOtherFile}>
      {t('importFrame.chooseOther')}
    </Button>
  )
  if (!read.data)
    return <UploadMissing error={read.error} onRetry={() => void read.refetch()} otherFile={otherFile} />
  const { doneByJobId } = read.data
  if (doneByJobId !== null) return <Done upload={read.data} jobId={doneByJobId} otherFile={otherFile} />
  return (
    <>
      {read.error ? <ErrorState error={read.error} /> : null}
      <Matching
        upload={read.data}
        isReading={read.isPlaceholderData}
        kept={kept}
        change={change}
        otherFile={otherFile}
      />
    </>
  )
}

interface MatchingProps {
  upload: ProductImport
  isReading: boolean
  kept: ImportSession
  change: (changes: Partial<ImportSession>) => void
  otherFile: ReactNode
}

function Matching({ upload, isReading, kept, change, otherFile }: MatchingProps) {
  const { t } = useTranslation()
  const mapping = useMemo(() => kept.mapping ?? matched(upload.columns), [kept.mapping, upload])
  const source = kept.source ?? upload.rememberedFrom ?? stemOf(upload.fileName)
  const labelOf = (field: ProductField) => t(`productImport.fields.${field}`)
  const isRunning = kept.runJobId !== null
  const { emptyClears, sameNumber, badRows } = kept
  const isReady = mapping.productNumber !== undefined && source.trim() !== '' && !isReading
  const choices: ProductImportChoices | null = isReady
    ? { source, sheet: upload.sheet, headerRow: upload.headerRow, mapping, emptyClears, sameNumber, badRows }
    : null
  return (
    <>
      <UploadFacts upload={upload} otherFile={isRunning ? null : otherFile} />
      <fieldset className={styles.choices} disabled={isRunning}>
        <div className={styles.where}>
          <SourceField value={source} sources={upload.sources} onChange={text => change({ source: text })} />
          <SheetFields upload={upload} disabled={isRunning} onChange={change} />
        </div>
        <ColumnsSection
          columns={upload.columns}
          hint={t('productImport.columnsHint')}
          rememberedFrom={kept.mapping === null ? upload.rememberedFrom : null}
          fields={productField.options}
          labelOf={labelOf}
          mapping={mapping}
          disabled={isRunning}
          onChange={next => change({ mapping: next })}
        />
        <Section title={t('productImport.rules')}>
          <RulesFields kept={kept} change={change} />
        </Section>
      </fieldset>
      <Section title={t('importFrame.preview')}>
        <PreviewTable
          preview={upload.preview}
          fields={productField.options}
          labelOf={labelOf}
          mapping={mapping}
        />
      </Section>
      {mapping.productNumber === undefined ? (
        <Notice tone="warn">{t('productImport.numberNeeded')}</Notice>
      ) : null}
      <CheckAndRun importId={upload.id} choices={choices} kept={kept} change={change} />
    </>
  )
}

function Done({ upload, jobId, otherFile }: { upload: ProductImport; jobId: number; otherFile: ReactNode }) {
  const { t } = useTranslation()
  return (
    <>
      <UploadFacts upload={upload} otherFile={otherFile} />
      <Notice>{t('productImport.done')}</Notice>
      <RowList importId={upload.id} jobId={jobId} title={t('productImport.resultDone')} />
    </>
  )
}
