import {
  Autocomplete,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdjustmentReason } from '../../../contract/adjustments.ts'
import type { VariantChoice } from '../../../contract/catalog.ts'
import { api } from '../../../contract/public.ts'
import type { LevelRow, Location } from '../../../contract/stock.ts'
import { useRead } from '../../client/public.ts'
import { FieldRow, FormButtons, QuantityField, Refused, useFormat, useScan } from '../../kit/public.ts'
import { type AdjustStart, useAdjusting } from './use-adjusting.ts'

export interface AdjustFormProps {
  variant: Pick<VariantChoice, 'variantId' | 'name' | 'decimals' | 'tracking'>
  start?: AdjustStart | undefined
  onDone: (adjustmentId: number) => void
  onClose: () => void
}

/** Takes goods out of a bin or puts some in, for a reason: how many, of which lot, or which pieces. */
export function AdjustForm({ variant, start, onDone, onClose }: AdjustFormProps) {
  const { t } = useTranslation()
  const { variantId, decimals, tracking } = variant
  const levels = useRead(api.stock.listLevels, { params: { variantId }, query: {} })
  const locations = useRead(api.stock.listLocations, {}, { staleTime: 60_000 })
  const reasons = useRead(api.adjustments.listAdjustmentReasons, {}, { staleTime: 60_000 })
  const work = useAdjusting(variant, start, onDone)
  const { values, set, problems } = work
  useScan(text => work.addSerial(text), { enabled: work.asksSerials })
  const bins = useBins(locations.data?.items, levels.data?.items, values.way === 'down')
  const lots = [
    ...new Set((levels.data?.items ?? []).flatMap(level => (level.lot ? [level.lot.number] : []))),
  ]
  const isNewLot = values.way === 'up' && values.lotNumber !== '' && !lots.includes(values.lotNumber)
  return (
    <form onSubmit={work.submit} noValidate>
      <Stack gap="md">
        <SegmentedControl
          aria-label={t('adjustments.way')}
          data={(['down', 'up'] as const).map(value => ({ value, label: t(`adjustments.ways.${value}`) }))}
          value={values.way}
          onChange={way => set({ way: way as 'up' | 'down', reasonId: null })}
        />
        <FieldRow>
          <Select
            label={t('adjustments.bin')}
            searchable
            data={bins}
            value={values.binId === null ? null : String(values.binId)}
            onChange={binId => set({ binId: binId === null ? null : Number(binId) })}
            error={problems.bin}
          />
          {tracking.lots && !(tracking.serials && values.way === 'down') ? (
            <Autocomplete
              label={t('adjustments.lot')}
              description={values.way === 'up' ? t('adjustments.lotHint') : undefined}
              data={lots}
              value={values.lotNumber}
              onChange={lotNumber => set({ lotNumber })}
              maxLength={100}
              error={problems.lot}
            />
          ) : null}
        </FieldRow>
        {isNewLot ? (
          <FieldRow>
            <TextInput
              type="date"
              label={t('adjustments.expiresOn')}
              value={values.expiresOn}
              onChange={event => set({ expiresOn: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label={t('adjustments.madeOn')}
              value={values.madeOn}
              onChange={event => set({ madeOn: event.currentTarget.value })}
            />
          </FieldRow>
        ) : null}
        <OnHand levels={levels.data?.items} work={work} decimals={decimals} />
        {work.asksSerials ? (
          <Textarea
            label={t('adjustments.serials')}
            description={t('adjustments.serialsHint')}
            autosize
            minRows={3}
            maxRows={12}
            spellCheck={false}
            data-autofocus
            value={values.serials}
            onChange={event => set({ serials: event.currentTarget.value })}
            error={problems.serials}
            styles={{ input: { fontFamily: 'var(--mono)' } }}
            inputWrapperOrder={['label', 'description', 'input', 'error']}
          />
        ) : (
          <QuantityField
            label={t('adjustments.quantity')}
            decimals={decimals}
            data-autofocus
            value={values.quantity}
            onChange={quantity => set({ quantity })}
            error={problems.quantity}
          />
        )}
        {work.asksSerials && work.pieces > 0 ? (
          <Text size="sm">{t('adjustments.serialsCount', { count: work.pieces })}</Text>
        ) : null}
        <Reason reasons={reasons.data?.items} work={work} />
        <TextInput
          label={t('adjustments.note')}
          description={t('adjustments.noteHint')}
          maxLength={2000}
          value={values.note}
          onChange={event => set({ note: event.currentTarget.value })}
        />
        <Refused error={work.error} />
        <Group justify="flex-end" gap="xs">
          <FormButtons submit={t('adjustments.adjust')} busy={work.busy} onCancel={onClose} />
        </Group>
      </Stack>
    </form>
  )
}

type Work = ReturnType<typeof useAdjusting>

function Reason({ reasons, work }: { reasons: readonly AdjustmentReason[] | undefined; work: Work }) {
  const { t } = useTranslation()
  const { values, set, problems } = work
  const offered = (reasons ?? []).filter(
    reason => !reason.archived && (reason.direction === 'both' || reason.direction === values.way),
  )
  return (
    <Select
      label={t('adjustments.reason')}
      placeholder={t('adjustments.chooseReason')}
      data={offered.map(reason => ({ value: String(reason.id), label: reason.name }))}
      value={values.reasonId === null ? null : String(values.reasonId)}
      onChange={reasonId => set({ reasonId: reasonId === null ? null : Number(reasonId) })}
      error={problems.reason}
    />
  )
}

interface OnHandProps {
  levels: readonly LevelRow[] | undefined
  work: Work
  decimals: number
}

/** What the shop thinks is there, so that a miscount is seen before it is written down. */
function OnHand({ levels, work, decimals }: OnHandProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { binId, lotNumber } = work.values
  if (levels === undefined || binId === null) return null
  const there = levels.filter(
    level =>
      level.bin.id === binId && (lotNumber === '' || level.lot === null || level.lot.number === lotNumber),
  )
  const sum = (read: (level: LevelRow) => number) =>
    format.quantity(
      there.reduce((total, level) => total + read(level), 0),
      decimals,
    )
  return (
    <Text size="sm" c="var(--ink-soft)">
      {t('adjustments.onHand', {
        onHand: sum(level => level.onHand),
        allocated: sum(level => level.allocated),
      })}
    </Text>
  )
}

/** All bins, those that have some of it first; only these where something is taken out. */
function useBins(
  locations: readonly Location[] | undefined,
  levels: readonly LevelRow[] | undefined,
  onlyFilled: boolean,
) {
  return useMemo(() => {
    const filled = new Set(levels?.map(level => level.bin.id))
    return (locations ?? [])
      .map(location => ({
        group: location.name,
        items: location.bins
          .filter(bin => !bin.archived && (!onlyFilled || filled.has(bin.id)))
          .sort((a, b) => Number(filled.has(b.id)) - Number(filled.has(a.id)))
          .map(bin => ({ value: String(bin.id), label: bin.code })),
      }))
      .filter(location => location.items.length > 0)
  }, [locations, levels, onlyFilled])
}
