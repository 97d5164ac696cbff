import { CloseButton, Group, Select, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { returnOutcome } from '../../../contract/returns.ts'
import { useRead } from '../../client/public.ts'
import { Code, FieldRow, QuantityField, useFormat } from '../../kit/public.ts'
import type { Back } from './new-return-screen.tsx'
import { useBins } from './use-bins.ts'
import { whatOf } from './what-of.ts'

interface BackLineProps {
  line: Back
  onChange: (by: Partial<Back>) => void
  onRemove: () => void
}

/** One piece or quantity that came back: why, into which bin, and what becomes of it. */
export function BackLine({ line, onChange, onRemove }: BackLineProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const bins = useBins()
  const reasons = useRead(api.returns.listReturnReasons, {}, { staleTime: 60_000 })
  const { part } = line
  const what = whatOf(part)
  const most = part.delivered - part.returned
  const { decimals } = part.product
  return (
    <section aria-label={what}>
      <Group justify="space-between">
        <Text fw={600}>
          {part.product.name}{' '}
          {part.unit || part.lot ? <Code>{part.unit?.serial ?? part.lot!.number}</Code> : null}
        </Text>
        <CloseButton aria-label={t('returns.remove', { what })} onClick={onRemove} />
      </Group>
      <FieldRow>
        {part.unit === null ? (
          <QuantityField
            label={t('returns.quantity')}
            aria-label={t('returns.quantityOf', { what })}
            value={line.quantity}
            decimals={decimals}
            onChange={quantity => onChange({ quantity })}
            error={
              (line.quantity ?? 0) > most
                ? t('returns.openOf', {
                    open: format.quantity(most, decimals),
                    delivered: format.quantity(part.delivered, decimals),
                  })
                : null
            }
          />
        ) : null}
        <Select
          label={t('returns.reason')}
          aria-label={t('returns.reasonOf', { what })}
          placeholder={t('returns.chooseReason')}
          data={(reasons.data?.items ?? [])
            .filter(reason => !reason.archived)
            .map(reason => ({ value: String(reason.id), label: reason.name }))}
          value={line.reasonId === null ? null : String(line.reasonId)}
          onChange={id => onChange({ reasonId: id === null ? null : Number(id) })}
        />
        <Select
          label={t('returns.bin')}
          aria-label={t('returns.binOf', { what })}
          data={bins}
          value={String(line.binId)}
          allowDeselect={false}
          searchable
          onChange={id => id !== null && onChange({ binId: Number(id) })}
        />
        <Select
          label={t('returns.outcomeHead')}
          aria-label={t('returns.outcomeOf', { what })}
          data={[
            { value: '', label: t('returns.waits') },
            ...returnOutcome.options.map(value => ({ value, label: t(`returns.outcome.${value}`) })),
          ]}
          value={line.outcome ?? ''}
          allowDeselect={false}
          onChange={value => onChange({ outcome: value ? (value as Back['outcome']) : null })}
        />
        <TextInput
          label={t('returns.comment')}
          value={line.comment}
          maxLength={500}
          onChange={event => onChange({ comment: event.currentTarget.value })}
        />
      </FieldRow>
    </section>
  )
}
