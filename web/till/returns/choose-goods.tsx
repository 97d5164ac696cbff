import { Button, SegmentedControl, Select } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, type TakenReturn, type TillReturnInput } from '../../../contract/till/returns.ts'
import { call } from '../../client/public.ts'
import { Code, Money, Refused, useFormat } from '../../kit/public.ts'
import { useCell } from '../device/cell.ts'
import { newId } from '../device/ids.ts'
import { useTill } from '../device/till.ts'
import {
  broughtBack,
  type Chosen,
  chosenAtFirst,
  type FoundReceipt,
  partKey,
  refundMinor,
  returnLines,
} from './chosen.ts'
import { Part } from './part.tsx'
import styles from './returns.module.css'
import { ReturnsOffline } from './returns-offline.tsx'

interface ChooseGoodsProps {
  found: FoundReceipt
  onRefunded: (taken: TakenReturn) => void
  onExchange: () => void
}

/** The sale as it was: what of it comes back, why, where to, and how the money goes back. */
export function ChooseGoods({ found, onRefunded, onExchange }: ChooseGoodsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const till = useTill()
  const { returnReasons } = useCell(till.state)!
  const { online } = useCell(till.network.state)
  const [chosen, setChosen] = useState<Chosen>(() => chosenAtFirst(found.parts))
  const [reasonId, setReason] = useState(returnReasons[0]?.id ?? 0)
  const [outcome, setOutcome] = useState<'resell' | 'inspect'>('resell')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const makeReturn = useStableReturn(found.receipt.saleId)
  const { receipt, parts } = found
  const refund = refundMinor(found, chosen)
  const isChosen = [...chosen.values()].some(quantity => quantity > 0)
  const isReady = isChosen && online
  const give = async (method: 'cash' | 'card') => {
    setBusy(true)
    setError(null)
    const lines = returnLines(parts, chosen, { reasonId, outcome })
    const refunds = refund > 0 ? [{ method, amountMinor: refund, reference: '' }] : []
    try {
      const body = makeReturn({ lines, refundMinor: refund, refunds })
      onRefunded(await till.network.ask(() => call(api.takeReturn, { body }, { idempotencyKey: body.id })))
      void till.pulse()
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  const exchange = () => {
    const back = {
      id: newId(),
      at: new Date().toISOString(),
      saleId: receipt.saleId,
      receiptNumber: receipt.number,
      refundMinor: refund,
      lines: returnLines(parts, chosen, { reasonId, outcome }),
      goods: broughtBack(found, chosen),
    }
    till.baskets.change({ ...till.baskets.mine.value, back })
    onExchange()
  }
  return (
    <div className={styles.choose}>
      <p className={styles.receipt}>
        <Code>{receipt.number}</Code> · {format.time(receipt.takenAt)}
        {receipt.customer ? ` · ${receipt.customer.name}` : null}
      </p>
      <ul className={styles.parts}>
        {parts.map(part => (
          <Part
            key={partKey(part)}
            part={part}
            line={receipt.lines[part.lineIndex]!}
            quantity={chosen.get(partKey(part)) ?? 0}
            onChange={quantity => setChosen(new Map(chosen).set(partKey(part), quantity))}
          />
        ))}
      </ul>
      <div className={styles.how}>
        <Select
          label={t('till.returns.reason')}
          size="lg"
          allowDeselect={false}
          data={returnReasons.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={String(reasonId)}
          onChange={value => setReason(Number(value))}
        />
        <SegmentedControl
          size="lg"
          fullWidth
          aria-label={t('till.returns.outcome')}
          value={outcome}
          onChange={value => setOutcome(value as 'resell' | 'inspect')}
          data={[
            { value: 'resell', label: t('till.returns.resell') },
            { value: 'inspect', label: t('till.returns.inspect') },
          ]}
        />
      </div>
      <p className={styles.refund}>
        <span>{t('till.returns.refund')}</span>
        <Money minor={refund} />
      </p>
      <Refused error={error} />
      {online ? null : <ReturnsOffline />}
      <div className={styles.actions}>
        <Button size="lg" loading={busy} disabled={!isReady} onClick={() => void give('cash')}>
          {t('till.returns.inCash', { amount: format.money(refund) })}
        </Button>
        <Button size="lg" variant="default" disabled={!isReady || busy} onClick={() => void give('card')}>
          {t('till.returns.byCard', { amount: format.money(refund) })}
        </Button>
        <Button size="lg" variant="default" disabled={!isReady || busy} onClick={exchange}>
          {t('till.returns.exchange')}
        </Button>
      </div>
    </div>
  )
}

/** The same choice sent again, since the answer was lost, is the same return: its id and time stay. */
function useStableReturn(saleId: string) {
  const till = useTill()
  const last = useRef<{ content: string; id: string; at: string } | null>(null)
  return (choice: Pick<TillReturnInput, 'lines' | 'refundMinor' | 'refunds'>): TillReturnInput => {
    const content = JSON.stringify(choice)
    if (last.current?.content !== content)
      last.current = { content, id: newId(), at: new Date().toISOString() }
    const { id, at } = last.current
    const drawerId = till.drawer.value!.id
    return { id, at, saleId, drawerId, signInId: till.signIn.value!.signInId, ...choice }
  }
}
