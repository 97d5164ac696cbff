import { Button, NumberInput, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type LabelFormat,
  type LabelPreview,
  type LabelSource,
  type LabelSymbol,
  labelFormats,
  labelSymbol,
} from '../../../contract/print.ts'
import { api } from '../../../contract/public.ts'
import { fileAddress, useRead } from '../../client/public.ts'
import { Code, ErrorState, Notice } from '../../kit/public.ts'
import { useSession } from '../session.ts'
import { rememberChoices, rememberedChoices } from './label-choices.ts'
import { LabelPicture } from './label-drawing.tsx'
import styles from './print.module.css'

interface LabelsFormProps {
  source: LabelSource
  id: number
}

interface Choices {
  format: LabelFormat
  symbol: LabelSymbol
  lots: 'one' | 'each'
  copies: number | string
  start: number | string
  part: number
}

const mostCopies = 500

/** What to print on, how often, and the first label as it will be. Nothing is printed before somebody has seen it. */
export function LabelsForm({ source, id }: LabelsFormProps) {
  const staffId = useSession().staff.id
  const [choices, setChoices] = useState<Choices>(() => ({
    ...rememberedChoices(staffId),
    lots: 'one',
    copies: 1,
    start: 1,
    part: 1,
  }))
  const change = (changed: Partial<Choices>) => {
    const next = { ...choices, part: 1, ...changed }
    setChoices(next)
    rememberChoices(staffId, { format: next.format, symbol: next.symbol })
  }
  const cells = cellsOf(choices.format)
  const isRight = isWithin(choices.copies, mostCopies) && isWithin(choices.start, cells)
  const query = {
    source,
    id,
    ...choices,
    copies: Number(choices.copies),
    start: Number(choices.start),
  }
  const preview = useRead(api.print.previewLabels, { query }, { enabled: isRight, keepFormer: true })
  const shown = preview.error ? undefined : preview.data
  return (
    <Stack gap="md">
      <Fields choices={choices} parts={shown?.parts ?? 1} ofDocument={isDocument(source)} onChange={change} />
      {preview.error ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      ) : (
        <Preview preview={shown} isSheet={cells > 1} />
      )}
      <OpenButton
        address={
          isRight && shown && !preview.isPlaceholderData
            ? fileAddress(api.print.printLabels, { query })
            : undefined
        }
      />
    </Stack>
  )
}

interface FieldsProps {
  choices: Choices
  parts: number
  ofDocument: boolean
  onChange: (changed: Partial<Choices>) => void
}

function Fields({ choices, parts, ofDocument, onChange }: FieldsProps) {
  const { t } = useTranslation()
  const cells = cellsOf(choices.format)
  const formats = Object.keys(labelFormats) as LabelFormat[]
  const problem = (value: number | string, most: number) =>
    isWithin(value, most) ? null : t('print.badNumber', { most })
  return (
    <>
      <Select
        label={t('print.format')}
        data={formats.map(value => ({ value, label: t(`print.formats.${value}`) }))}
        value={choices.format}
        onChange={format => format && onChange({ format, start: 1 })}
        allowDeselect={false}
        data-autofocus
      />
      <Select
        label={t('print.symbol')}
        data={labelSymbol.options.map(value => ({ value, label: t(`print.symbols.${value}`) }))}
        value={choices.symbol}
        onChange={symbol => symbol && onChange({ symbol })}
        allowDeselect={false}
      />
      <div className={styles.numbers}>
        <NumberInput
          label={t('print.copies')}
          value={choices.copies}
          onChange={copies => onChange({ copies })}
          error={problem(choices.copies, mostCopies)}
          allowDecimal={false}
          allowNegative={false}
          hideControls
        />
        {cells > 1 ? (
          <NumberInput
            label={t('print.start')}
            description={t('print.startHint', { most: cells })}
            value={choices.start}
            onChange={start => onChange({ start })}
            error={problem(choices.start, cells)}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            inputWrapperOrder={['label', 'input', 'description', 'error']}
          />
        ) : null}
      </div>
      {ofDocument ? (
        <Select
          label={t('print.lots')}
          data={[
            { value: 'one', label: t('print.lotsOne') },
            { value: 'each', label: t('print.lotsEach') },
          ]}
          value={choices.lots}
          onChange={lots => onChange({ lots: lots === 'each' ? 'each' : 'one' })}
          allowDeselect={false}
        />
      ) : null}
      {parts > 1 ? (
        <Select
          label={t('print.part')}
          description={t('print.partHint')}
          data={Array.from({ length: parts }, (_, index) => ({
            value: String(index + 1),
            label: t('print.partName', { part: index + 1, parts }),
          }))}
          value={String(choices.part)}
          onChange={part => part && onChange({ part: Number(part) })}
          allowDeselect={false}
        />
      ) : null}
    </>
  )
}

function Preview({ preview, isSheet }: { preview: LabelPreview | undefined; isSheet: boolean }) {
  const { t } = useTranslation()
  if (preview === undefined) {
    return (
      <p className={styles.soft} role="status">
        {t('kit.loading')}
      </p>
    )
  }
  const { first, says, count, pages, parts, notes } = preview
  return (
    <section aria-label={t('print.preview')} className={styles.preview}>
      <div className={styles.ground}>
        <LabelPicture label={first} />
      </div>
      <p className={styles.says}>
        {t('print.says')} <Code>{says}</Code>
      </p>
      <p role="status">
        {t('print.count', { count })}
        {isSheet && parts === 1 ? ` ${t('print.sheets', { count: pages })}` : null}
      </p>
      {notes.map(note => (
        <Notice key={note}>{note}</Notice>
      ))}
      <p className={styles.soft}>{t('print.actualSize')}</p>
    </section>
  )
}

function OpenButton({ address }: { address: string | undefined }) {
  const { t } = useTranslation()
  if (address === undefined) return <Button disabled>{t('print.open')}</Button>
  return (
    <Button component="a" href={address} target="_blank" rel="noopener">
      {t('print.open')}
    </Button>
  )
}

const isDocument = (source: LabelSource) => source === 'purchase_order' || source === 'goods_receipt'

function cellsOf(format: LabelFormat): number {
  const { columns, rows } = labelFormats[format]
  return columns * rows
}

function isWithin(value: number | string, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most
}
