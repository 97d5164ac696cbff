import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { ReturnablePart, ReturnableSale } from '../../../contract/returns.ts'
import { call } from '../../client/public.ts'
import { Code, Refused, Section, useFormat, useScan } from '../../kit/public.ts'
import { whatOf } from './what-of.ts'

interface FindSaleProps {
  onAdd: (sale: ReturnableSale, part: ReturnablePart) => void
  has: (part: ReturnablePart) => boolean
}

/** Finds the sale of what is scanned or typed. One piece that is meant is taken at once; of anything else one chooses. */
export function FindSale({ onAdd, has }: FindSaleProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [sales, setSales] = useState<readonly ReturnableSale[]>([])
  const [error, setError] = useState<unknown>(null)
  const find = async (wanted: string) => {
    if (wanted.trim() === '') return
    try {
      const found = await call(api.returns.findReturnable, { query: { text: wanted } })
      setError(null)
      setSales(found.sales)
      const meant = found.sales.flatMap(sale =>
        sale.parts.filter(part => part.isMeant && part.unit !== null).map(part => ({ sale, part })),
      )
      if (meant.length === 1) onAdd(meant[0]!.sale, meant[0]!.part)
      setText('')
    } catch (problem) {
      setSales([])
      setError(problem)
    }
  }
  useScan(scanned => void find(scanned))
  return (
    <Stack gap="md">
      <form
        onSubmit={event => {
          event.preventDefault()
          void find(text)
        }}
      >
        <Group align="end" gap="sm">
          <TextInput
            label={t('returns.find')}
            description={t('returns.findHint')}
            value={text}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            style={{ flex: '1 1 16rem' }}
            maw="34rem"
            onChange={event => setText(event.currentTarget.value)}
          />
          <Button type="submit" variant="default">
            {t('returns.findButton')}
          </Button>
        </Group>
      </form>
      <Refused error={error} />
      {sales.map(sale => (
        <Sale key={sale.note.id} sale={sale} onAdd={part => onAdd(sale, part)} has={has} />
      ))}
    </Stack>
  )
}

interface SaleProps {
  sale: ReturnableSale
  onAdd: (part: ReturnablePart) => void
  has: FindSaleProps['has']
}

function Sale({ sale, onAdd, has }: SaleProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const soldTo = t('returns.soldTo', {
    customer: sale.customer.name,
    date: format.date(sale.deliveredAt.slice(0, 10)),
  })
  return (
    <Section title={`${sale.note.number} · ${sale.order.number}`} actions={<Text size="sm">{soldTo}</Text>}>
      <Stack gap="xs">
        {sale.parts.map(part => {
          const { decimals } = part.product
          const open = format.quantity(part.delivered - part.returned, decimals)
          const delivered = format.quantity(part.delivered, decimals)
          return (
            <Group key={`${part.noteLineId} ${part.lot?.id} ${part.unit?.id}`} gap="md">
              <Text size="sm" fw={part.isMeant ? 600 : 400} style={{ flex: '1 1 12rem' }}>
                {part.product.name}{' '}
                {part.unit || part.lot ? <Code>{part.unit?.serial ?? part.lot!.number}</Code> : null}
              </Text>
              <Text size="sm" c="dimmed">
                {part.blocked ?? t('returns.openOf', { open, delivered })}
              </Text>
              <Button
                size="compact-sm"
                variant="default"
                disabled={part.blocked !== null || has(part)}
                aria-label={t('returns.addOf', { what: whatOf(part) })}
                onClick={() => onAdd(part)}
              >
                {t(has(part) ? 'returns.added' : 'returns.add')}
              </Button>
            </Group>
          )
        })}
      </Stack>
    </Section>
  )
}
