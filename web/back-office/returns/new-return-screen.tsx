import { Button, Stack, Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { ReturnablePart, ReturnableSale, ReturnOutcome } from '../../../contract/returns.ts'
import { useWrite } from '../../client/public.ts'
import {
  FieldRow,
  MoneyField,
  Notice,
  notify,
  Page,
  PageHeader,
  Picker,
  Refused,
  Section,
  UnsavedGuard,
} from '../../kit/public.ts'
import { BackLine } from './back-line.tsx'
import { FindSale } from './find-sale.tsx'
import { whatOf } from './what-of.ts'

/** A part that came back, with what the clerk says of it. */
export interface Back {
  key: string
  part: ReturnablePart
  quantity: number | null
  reasonId: number | null
  comment: string
  binId: number
  outcome: ReturnOutcome | null
}
const keyOf = ({ noteLineId, lot, unit }: ReturnablePart) => `${noteLineId} ${lot?.id} ${unit?.id}`

/** Takes goods back: a scan opens the original sale; each piece gets a reason, a bin and what becomes of it. */
export function NewReturnScreen() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [customer, setCustomer] = useState<{ id: number; name: string } | null>(null)
  const [lines, setLines] = useState<Back[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [refundMinor, setRefundMinor] = useState<number | null>(null)
  const write = useWrite(api.returns.takeReturn, {
    onDone: ({ id, number }) => {
      notify.done(t('returns.saved', { number }))
      void navigate({ to: '/returns/$returnId', params: { returnId: id }, ignoreBlocker: true })
    },
  })
  const add = (sale: ReturnableSale, part: ReturnablePart) => {
    const what = whatOf(part)
    if (part.blocked !== null) return setProblem(t('returns.blocked', { what, why: part.blocked }))
    if (customer !== null && customer.id !== sale.customer.id) {
      const named = customer.name
      return setProblem(t('returns.otherCustomer', { what, customer: sale.customer.name, named }))
    }
    setProblem(null)
    setCustomer(sale.customer)
    const key = keyOf(part)
    setLines(former => {
      if (former.some(line => line.key === key)) return former
      const last = former.at(-1)
      const { reasonId = null, outcome = null } = last ?? {}
      const quantity = part.delivered - part.returned
      return [
        ...former,
        { key, part, quantity, reasonId, comment: '', binId: last?.binId ?? part.bin.id, outcome },
      ]
    })
  }
  const save = () => {
    if (customer === null || lines.some(line => line.reasonId === null || !line.quantity))
      return setProblem(t('returns.missing'))
    setProblem(null)
    write.mutate({ body: { customerId: customer.id, note, refundMinor, lines: lines.map(bodyOf) } })
  }
  return (
    <Page>
      <UnsavedGuard dirty={lines.length > 0 && !write.isSuccess} />
      <PageHeader
        title={t('returns.new')}
        crumbs={[{ label: t('returns.title'), link: { to: '/returns' } }]}
        actions={
          <Button onClick={save} loading={write.isPending} disabled={lines.length === 0}>
            {t('returns.save')}
          </Button>
        }
      />
      <FieldRow>
        <Picker
          label={t('returns.customer')}
          endpoint={api.people.listCustomers}
          input={search => ({ query: { search, limit: 20 } })}
          rows={answer => answer.items}
          option={one => ({ key: one.id, label: one.name, detail: one.number })}
          value={customer === null ? null : { key: customer.id, label: customer.name }}
          onChange={setCustomer}
          disabled={lines.length > 0}
        />
      </FieldRow>
      <FindSale onAdd={add} has={part => lines.some(line => line.key === keyOf(part))} />
      {problem === null ? null : (
        <div role="alert">
          <Notice tone="bad">{problem}</Notice>
        </div>
      )}
      <Refused error={write.error} />
      <Section title={t('returns.back')}>
        {lines.length === 0 ? <p>{t('returns.nothing')}</p> : null}
        <Stack gap="md">
          {lines.map(line => (
            <BackLine
              key={line.key}
              line={line}
              onChange={by =>
                setLines(former => former.map(one => (one.key === line.key ? { ...one, ...by } : one)))
              }
              onRemove={() => setLines(former => former.filter(one => one.key !== line.key))}
            />
          ))}
        </Stack>
      </Section>
      <FieldRow>
        <Textarea
          label={t('returns.note')}
          value={note}
          maxLength={2000}
          autosize
          onChange={event => setNote(event.currentTarget.value)}
        />
        <MoneyField label={t('returns.refund')} value={refundMinor} onChange={setRefundMinor} />
      </FieldRow>
    </Page>
  )
}

function bodyOf({ part, quantity, reasonId, comment, binId, outcome }: Back) {
  const common = { quantity: quantity!, reasonId: reasonId!, comment, binId, outcome }
  if (part.unit !== null) return { ...common, unitId: part.unit.id }
  return { ...common, noteLineId: part.noteLineId, lotId: part.lot?.id ?? null }
}
