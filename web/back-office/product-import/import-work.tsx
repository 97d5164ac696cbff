import { Autocomplete, Button, Select } from '@mantine/core'
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
import { ErrorState, type Fact, Facts, Notice, Section, useFormat } from '../../kit/public.ts'
import { ColumnsTable } from '../purchase-import/columns-table.tsx'
import { HeaderRowField } from '../purchase-import/header-row-field.tsx'
import styles from '../purchase-import/import.module.css'
import { PreviewTable } from '../purchase-import/preview-table.tsx'
import { CheckAndRun } from './check-and-run.tsx'
import { type ImportSession, type Mapping, useImportSession } from './import-session.ts'
import { RowList } from './row-list.tsx'
import { RulesFields } from './rules-fields.tsx'

interface ImportWorkProps {
  importId: number
  onOtherFile: () => void
}

/** An uploaded file on its way into the products. */
export function ImportWork({ importId, onOtherFile }: ImportWorkProps) {
  const { t } = useTranslation()
  const { kept, change } = useImportSession(importId)
  const { sheet, headerRow } = kept
  const read = useRead(
    api.productImport.readProductImport,
    { params: { importId }, query: { sheet, headerRow } },
    { keepFormer: true },
  )
  const otherFile = (
    <Button variant="default" onClick={onOtherFile}>
      {t('productImport.otherFile')}
    </Button>
  )
  if (!read.data) {
    if (!read.error) return <p role="status">{t('kit.loading')}</p>
    return (
      <>
        <ErrorState error={read.error} onRetry={() => void read.refetch()} />
        <div>{otherFile}</div>
      </>
    )
  }
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
  const mapping = useMemo(() => kept.mapping ?? matched(upload), [kept.mapping, upload])
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
      <FileFacts upload={upload} otherFile={isRunning ? null : otherFile} />
      <fieldset className={styles.choices} disabled={isRunning}>
        <div className={styles.where}>
          <Autocomplete
            label={t('productImport.source')}
            description={t('productImport.sourceHint')}
            data={upload.sources}
            value={source}
            maxLength={100}
            error={source.trim() === '' ? t('productImport.sourceNeeded') : null}
            onChange={text => change({ source: text })}
          />
          {upload.sheets.length > 1 ? (
            <Select
              label={t('productImport.sheet')}
              data={upload.sheets}
              value={upload.sheet}
              allowDeselect={false}
              onChange={sheet => change({ sheet: sheet ?? undefined, headerRow: undefined, mapping: null })}
            />
          ) : null}
          <HeaderRowField
            value={upload.headerRow}
            onChange={headerRow => change({ sheet: upload.sheet, headerRow, mapping: null })}
          />
        </div>
        <Section title={t('productImport.columns')}>
          <p className={styles.quiet}>{t('productImport.columnsHint')}</p>
          {upload.rememberedFrom !== null && kept.mapping === null ? (
            <Notice>{t('productImport.remembered', { source: upload.rememberedFrom })}</Notice>
          ) : null}
          <ColumnsTable
            columns={upload.columns}
            fields={productField.options}
            labelOf={labelOf}
            mapping={mapping}
            disabled={isRunning}
            onChange={next => change({ mapping: next })}
          />
        </Section>
        <Section title={t('productImport.rules')}>
          <RulesFields kept={kept} change={change} />
        </Section>
      </fieldset>
      <Section title={t('productImport.preview')}>
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

function FileFacts({ upload, otherFile }: { upload: ProductImport; otherFile: ReactNode }) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows = upload.approximateRows
  const facts: Fact[] = [{ label: t('productImport.file'), value: upload.fileName }]
  if (rows !== null) {
    const value = t('productImport.rowsAbout', { rows: format.count(rows) })
    facts.push({ label: t('productImport.rows'), value })
  }
  return (
    <div className={styles.file}>
      <Facts facts={facts} />
      {otherFile}
    </div>
  )
}

function Done({ upload, jobId, otherFile }: { upload: ProductImport; jobId: number; otherFile: ReactNode }) {
  const { t } = useTranslation()
  return (
    <>
      <FileFacts upload={upload} otherFile={otherFile} />
      <Notice>{t('productImport.done')}</Notice>
      <RowList importId={upload.id} jobId={jobId} title={t('productImport.resultDone')} />
    </>
  )
}

function matched(upload: ProductImport): Mapping {
  return Object.fromEntries(
    upload.columns.flatMap(({ field, index }) => (field === null ? [] : [[field, index]])),
  )
}

function stemOf(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, '').slice(0, 100)
}
