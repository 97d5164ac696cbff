import { Select, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { Conflict } from '../../../contract/till/conflicts.ts'
import { useRead } from '../../client/public.ts'
import type { Draft } from './settlement-draft.ts'

interface FieldsProps {
  draft: Draft
  onChange: (by: Partial<Draft>) => void
}
interface OfConflict extends FieldsProps {
  conflict: Conflict
}

/** Which pieces and lots it is in truth. */
export function OtherGoods({ conflict, draft, onChange }: OfConflict) {
  const { t } = useTranslation()
  return conflict.lines.map(line => {
    if (line.piecesHaveSerials)
      return (
        <Textarea
          key={line.lineIndex}
          label={t('tillConflicts.serialsOf', { product: line.productName })}
          description={t('tillConflicts.serialsHint')}
          autosize
          minRows={Math.min(line.quantity, 6)}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mono)' } }}
          value={draft.serials[line.lineIndex] ?? ''}
          onChange={event =>
            onChange({ serials: { ...draft.serials, [line.lineIndex]: event.currentTarget.value } })
          }
        />
      )
    return line.tracking.lots ? (
      <LotChoice key={line.lineIndex} conflict={conflict} line={line} draft={draft} onChange={onChange} />
    ) : null
  })
}

function LotChoice({ conflict, line, draft, onChange }: OfConflict & { line: Conflict['lines'][number] }) {
  const { t } = useTranslation()
  const lots = useRead(api.stock.listLots, {
    params: { variantId: line.variantId },
    query: { locationId: conflict.locationId, onlyOnHand: true, limit: 100 },
  })
  const known = lots.data?.items ?? []
  const choices = [
    ...known
      .filter(lot => lot.blockedBecause === null)
      .map(lot => ({ value: String(lot.id), label: lot.number })),
    ...line.lots
      .filter(lot => known.every(one => one.id !== lot.lotId || one.blockedBecause !== null))
      .map(lot => ({ value: String(lot.lotId), label: lot.number })),
  ]
  const chosen = draft.lots[line.lineIndex]
  return (
    <Select
      label={t('tillConflicts.lotOf', { product: line.productName })}
      data={choices}
      value={chosen ? String(chosen) : null}
      onChange={value =>
        onChange({ lots: { ...draft.lots, [line.lineIndex]: value === null ? null : Number(value) } })
      }
    />
  )
}

/** Why and where the books did not know the goods. */
export function Uncounted({ conflict, draft, onChange }: OfConflict) {
  const { t } = useTranslation()
  const reasons = useRead(api.adjustments.listAdjustmentReasons, {}, { staleTime: 60_000 })
  const locations = useRead(api.stock.listLocations, {}, { staleTime: 60_000 })
  const bins = locations.data?.items.find(one => one.id === conflict.locationId)?.bins ?? []
  const isUnknown = conflict.lines.some(line => line.serials.some(one => one.problem !== null))
  return (
    <>
      <Select
        label={t('tillConflicts.reason')}
        data={(reasons.data?.items ?? [])
          .filter(reason => !reason.archived && reason.direction !== 'down')
          .map(reason => ({ value: String(reason.id), label: reason.name }))}
        value={draft.reasonId === null ? null : String(draft.reasonId)}
        onChange={value => onChange({ reasonId: value === null ? null : Number(value) })}
      />
      <Select
        label={t('tillConflicts.bin')}
        searchable
        limit={50}
        data={bins.filter(bin => !bin.archived).map(bin => ({ value: String(bin.id), label: bin.code }))}
        value={draft.binId === null ? null : String(draft.binId)}
        onChange={value => onChange({ binId: value === null ? null : Number(value) })}
      />
      {isUnknown ? (
        <TextInput
          label={t('tillConflicts.lotNumber')}
          value={draft.lotNumber}
          onChange={event => onChange({ lotNumber: event.currentTarget.value })}
        />
      ) : null}
    </>
  )
}

/** How the customer got the money back. */
export function Refund({ draft, onChange }: FieldsProps) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('tillConflicts.method')}
      data={(['cash', 'card', 'other'] as const).map(value => ({
        value,
        label: t(`zReports.method.${value}`),
      }))}
      value={draft.method}
      allowDeselect={false}
      onChange={value => onChange({ method: (value ?? 'cash') as Draft['method'] })}
    />
  )
}
