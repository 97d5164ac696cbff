import { Button, Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { type ImportField, importField, type PurchaseImport } from '../../../contract/purchasing.ts'
import { useRead } from '../../client/public.ts'
import { ErrorState, Facts, Notice, Section, useFormat } from '../../kit/public.ts'
import { ColumnsTable } from './columns-table.tsx'
import { HeaderRowField } from './header-row-field.tsx'
import styles from './import.module.css'
import { type ImportSession, type Mapping, useImportSession } from './import-session.ts'
import { PreviewTable } from './preview-table.tsx'
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
  const { kept, change } = useImportSession(importId)
  const { sheet, headerRow } = kept
  const read = useRead(
    api.purchasing.readPurchaseImport,
    { params: { importId }, query: { sheet, headerRow } },
    { keepFormer: true },
  )
  const otherFile = (
    <Button variant="default" onClick={onOtherFile}>
      {t('purchaseImport.chooseOther')}
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
  const mapping = useMemo(() => kept.mapping ?? recognised(upload), [kept.mapping, upload])
  const missing = whatIsMissing(mapping, kept.locationId)
  const labelOf = (field: ImportField) => t(`purchaseImport.fields.${field}`)
  const order: ImportOrder | null =
    missing.length > 0 || isReading
      ? null
      : {
          locationId: kept.locationId!,
          mapping,
          create: kept.create,
          sheet: upload.sheet,
          headerRow: upload.headerRow,
        }
  const checks = useChecks({ importId: upload.id, order, kept, change })
  const isRunning = kept.run !== null
  return (
    <>
      <FileFacts upload={upload} otherFile={isRunning ? null : otherFile} />
      {error ? <ErrorState error={error} /> : null}
      <fieldset className={styles.choices} disabled={isRunning}>
        <div className={styles.where}>
          <LocationSelect value={kept.locationId} onChange={locationId => change({ locationId })} />
          {upload.sheets.length > 1 ? (
            <Select
              label={t('purchaseImport.sheet')}
              data={upload.sheets}
              value={upload.sheet}
              allowDeselect={false}
              disabled={isRunning}
              onChange={sheet => change({ sheet: sheet ?? undefined, headerRow: undefined, mapping: null })}
            />
          ) : null}
          <HeaderRowField
            value={upload.headerRow}
            onChange={headerRow => change({ sheet: upload.sheet, headerRow, mapping: null })}
          />
        </div>
        <Section title={t('purchaseImport.columns')}>
          <p className={styles.quiet}>{t('purchaseImport.columnsHint')}</p>
          <ColumnsTable
            columns={upload.columns}
            fields={importField.options}
            labelOf={labelOf}
            mapping={mapping}
            disabled={isRunning}
            onChange={next => change({ mapping: next })}
          />
        </Section>
      </fieldset>
      <Section title={t('purchaseImport.preview')}>
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

function FileFacts({ upload, otherFile }: { upload: PurchaseImport; otherFile: ReactNode }) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows = upload.approximateRows
  const facts = [
    { label: t('purchaseImport.file'), value: upload.fileName },
    ...(rows === null
      ? []
      : [
          {
            label: t('purchaseImport.rows'),
            value: t('purchaseImport.rowsAbout', { rows: format.count(rows) }),
          },
        ]),
  ]
  return (
    <div className={styles.file}>
      <Facts facts={facts} />
      {otherFile}
    </div>
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

function recognised(upload: PurchaseImport): Mapping {
  return Object.fromEntries(
    upload.columns.flatMap(({ field, index }) => (field === null ? [] : [[field, index]])),
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
