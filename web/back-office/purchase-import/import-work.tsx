import { Button, Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { type ImportField, importField, type PurchaseImport } from '../../../contract/purchasing.ts'
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
import { type ImportSession, type Mapping, usePurchaseImportSession } from './import-session.ts'
import { RunImport } from './run-import.tsx'
import { type ImportOrder, useChecks } from './use-checks.ts'
import { VerdictPanel } from './verdict-panel.tsx'

interface ImportWorkProps {
  importId: number
  onOtherFile: () => void
}

/** An uploaded file on its way to a draft order. */
export function ImportWork({ importId, onOtherFile }: ImportWorkProps) {
  const { t } = useTranslation()
  const { kept, change } = usePurchaseImportSession(importId)
  const { sheet, headerRow } = kept
  const read = useRead(
    api.purchasing.readPurchaseImport,
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
  if (read.data.orderId !== null && kept.run === null)
    return <AlreadyImported orderId={read.data.orderId} otherFile={otherFile} />
  return (
    <Matching
      upload={read.data}
      isReading={read.isPlaceholderData}
      error={read.error}
      kept={kept}
      change={change}
      otherFile={otherFile}
    />
  )
}

interface MatchingProps {
  upload: PurchaseImport
  isReading: boolean
  error: unknown
  kept: ImportSession
  change: (changes: Partial<ImportSession>) => void
  otherFile: ReactNode
}

function Matching({ upload, isReading, error, kept, change, otherFile }: MatchingProps) {
  const { t } = useTranslation()
  const mapping = useMemo(() => kept.mapping ?? matched(upload.columns), [kept.mapping, upload])
  const source = kept.source ?? upload.rememberedFrom ?? stemOf(upload.fileName)
  const missing = whatIsMissing(mapping, kept.locationId)
  const labelOf = (field: ImportField) => t(`purchaseImport.fields.${field}`)
  const order: ImportOrder | null =
    missing.length > 0 || isReading || source.trim() === ''
      ? null
      : {
          source,
          locationId: kept.locationId!,
          mapping,
          serialCells: kept.serialCells,
          create: kept.create,
          sheet: upload.sheet,
          headerRow: upload.headerRow,
        }
  const checks = useChecks({ importId: upload.id, order, kept, change })
  const isRunning = kept.run !== null
  return (
    <>
      <UploadFacts upload={upload} otherFile={isRunning ? null : otherFile} />
      {error ? <ErrorState error={error} /> : null}
      <fieldset className={styles.choices} disabled={isRunning}>
        <div className={styles.where}>
          <LocationSelect value={kept.locationId} onChange={locationId => change({ locationId })} />
          <SourceField value={source} sources={upload.sources} onChange={text => change({ source: text })} />
          <SheetFields upload={upload} disabled={isRunning} onChange={change} />
          {mapping.serial === undefined ? null : (
            <SerialCellsField value={kept.serialCells} onChange={serialCells => change({ serialCells })} />
          )}
        </div>
        <ColumnsSection
          columns={upload.columns}
          hint={t('purchaseImport.columnsHint')}
          rememberedFrom={kept.mapping === null ? upload.rememberedFrom : null}
          fields={importField.options}
          labelOf={labelOf}
          mapping={mapping}
          disabled={isRunning}
          onChange={next => change({ mapping: next })}
        />
      </fieldset>
      <Section title={t('importFrame.preview')}>
        <PreviewTable
          preview={upload.preview}
          fields={importField.options}
          labelOf={labelOf}
          mapping={mapping}
        />
      </Section>
      {missing.length > 0 ? (
        <Notice tone="warn">
          {missing.map(one => (
            <div key={one}>{t(`purchaseImport.${one}`)}</div>
          ))}
        </Notice>
      ) : null}
      {isRunning ? null : (
        <VerdictPanel
          upload={upload}
          checks={checks}
          isReady={order !== null}
          create={kept.create}
          onCreate={create => change({ create })}
        />
      )}
      {order === null ? null : (
        <RunImport upload={upload} order={order} checks={checks} kept={kept} change={change} />
      )}
    </>
  )
}

interface SerialCellsFieldProps {
  value: ImportSession['serialCells']
  onChange: (value: ImportSession['serialCells']) => void
}

/** Serial numbers that have commas or dots of their own must be left whole. */
function SerialCellsField({ value, onChange }: SerialCellsFieldProps) {
  const { t } = useTranslation()
  const choices = ['several', 'one'] as const
  return (
    <Select
      label={t('purchaseImport.serialCells')}
      data={choices.map(one => ({ value: one, label: t(`purchaseImport.serialCellsOf.${one}`) }))}
      value={value}
      allowDeselect={false}
      onChange={chosen => onChange(choices.find(one => one === chosen) ?? value)}
    />
  )
}

interface LocationSelectProps {
  value: number | null
  onChange: (locationId: number) => void
}

function LocationSelect({ value, onChange }: LocationSelectProps) {
  const { t } = useTranslation()
  const locations = useRead(api.stock.listLocations, {})
  const items = locations.data?.items ?? []
  // A shop with one place has nothing to choose.
  const only = items.length === 1 ? items[0]!.id : null
  const isOpen = value === null && only !== null
  const latest = useRef(onChange)
  latest.current = onChange
  useEffect(() => {
    if (isOpen) latest.current(only)
  }, [isOpen, only])
  return (
    <Select
      label={t('purchaseImport.location')}
      placeholder={t('purchaseImport.chooseLocation')}
      data={items.map(({ id, name, code }) => ({ value: String(id), label: `${name} (${code})` }))}
      value={value === null ? null : String(value)}
      onChange={id => id !== null && onChange(Number(id))}
      allowDeselect={false}
      error={locations.error ? locations.error.message : null}
    />
  )
}

function AlreadyImported({ orderId, otherFile }: { orderId: number; otherFile: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className={styles.already}>
      <Notice>{t('purchaseImport.alreadyImported')}</Notice>
      <div className={styles.buttons}>
        {otherFile}
        <Button renderRoot={props => <Link {...props} to="/purchase-orders/$orderId" params={{ orderId }} />}>
          {t('purchaseImport.openOrder')}
        </Button>
      </div>
    </div>
  )
}

function whatIsMissing(mapping: Mapping, locationId: number | null) {
  const missing: ('productNeeded' | 'quantityNeeded' | 'locationNeeded')[] = []
  if (mapping.productNumber === undefined && mapping.barcode === undefined) missing.push('productNeeded')
  if (mapping.quantitySku === undefined && mapping.quantityPu === undefined && mapping.serial === undefined)
    missing.push('quantityNeeded')
  if (locationId === null) missing.push('locationNeeded')
  return missing
}
