import { Button, FileButton, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DispatchOrder } from '../../../contract/order-dispatch.ts'
import { api } from '../../../contract/public.ts'
import { useWrite } from '../../client/public.ts'
import { Code, Refused } from '../../kit/public.ts'
import { readElsewhereRows, writeElsewhereRows } from './elsewhere-rows.ts'
import { FailedOrders } from './failed-orders.tsx'
import { lackingOf } from './needed-dialog.tsx'
import styles from './order-dispatch.module.css'

interface ElsewhereFormProps {
  orders: readonly DispatchOrder[]
  onFailed: (orderIds: number[]) => void
  /** All of them are done, so many. */
  onCompleted: (count: number) => void
  onClose: () => void
}

/** Rows of orders and identifiers. What was done leaves it; what was refused stays, with the reason, to be put right. */
export function ElsewhereForm({ orders, onFailed, onCompleted, onClose }: ElsewhereFormProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(() =>
    writeElsewhereRows(orders.map(({ number }) => ({ order: number, identifiers: [] }))),
  )
  const [reason, setReason] = useState('')
  const [doneBefore, setDoneBefore] = useState(0)
  const rows = useMemo(() => readElsewhereRows(text), [text])
  const write = useWrite(api.orderDispatch.dispatchElsewhere, {
    onDone: ({ done, failed }) => {
      const count = doneBefore + done.length
      setDoneBefore(count)
      onFailed(failed.flatMap(one => one.orderId ?? []))
      if (failed.length === 0) return onCompleted(count)
      const refused = new Set(failed.map(one => one.number.toUpperCase()))
      setText(writeElsewhereRows(rows.filter(row => refused.has(row.order.toUpperCase()))))
    },
  })
  const failed = write.data?.failed ?? []
  return (
    <Stack gap="md">
      <Text size="sm">{t('orderDispatch.elsewhereSentence')}</Text>
      {failed.length > 0 ? (
        <div role="alert">
          {doneBefore > 0 ? <p>{t('orderDispatch.completed', { count: doneBefore })}</p> : null}
          <FailedOrders failed={failed} />
        </div>
      ) : (
        <Needed orders={orders} />
      )}
      <Textarea
        label={t('orderDispatch.elsewhereRows')}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
        minRows={6}
        maxRows={14}
        autosize
        spellCheck={false}
        data-autofocus
        styles={{ input: { fontFamily: 'var(--mono)' } }}
      />
      <TextInput
        label={t('orderDispatch.elsewhereReason')}
        description={t('orderDispatch.elsewhereReasonHint')}
        value={reason}
        maxLength={500}
        onChange={event => setReason(event.currentTarget.value)}
      />
      <Refused error={write.error} />
      <Group justify="space-between" gap="xs">
        <FileButton
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          onChange={file => void file?.text().then(setText)}
        >
          {props => (
            <Button variant="default" {...props}>
              {t('orderDispatch.elsewhereFile')}
            </Button>
          )}
        </FileButton>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
          <Button
            disabled={rows.length === 0}
            loading={write.isPending}
            onClick={() => write.mutate({ body: { rows, reason } })}
          >
            {t('orderDispatch.elsewhereSave', {
              count: new Set(rows.map(row => row.order.toUpperCase())).size,
            })}
          </Button>
        </Group>
      </Group>
    </Stack>
  )
}

/** What the ticked orders ask for. */
function Needed({ orders }: { orders: readonly DispatchOrder[] }) {
  const { t } = useTranslation()
  const needed = orders.flatMap(order =>
    lackingOf(order, (_, otherwise) => otherwise).map(line => ({ ...line, number: order.number })),
  )
  if (needed.length === 0) return null
  return (
    <ul className={styles.failed}>
      {needed.map(({ orderLineId, number, product, count }) => (
        <li key={orderLineId}>
          <Code>{number}</Code>
          <span>{t('orderDispatch.neededLine', { product, count })}</span>
        </li>
      ))}
    </ul>
  )
}
