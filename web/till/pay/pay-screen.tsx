import { Button } from '@mantine/core'
import { IconCash, IconCreditCard, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lineAmountMinor } from '../../../contract/sales-sums.ts'
import { sentenceOf } from '../../client/public.ts'
import { Money, Notice, useFormat } from '../../kit/public.ts'
import { type BasketLine, soldLine, sumsOf } from '../basket/basket.ts'
import { useCell } from '../device/cell.ts'
import { useTill } from '../device/till.ts'
import { Bar } from '../frame/bar.tsx'
import type { BarEnd } from '../frame/frame.tsx'
import { CardPay } from './card-pay.tsx'
import { changeOf, exchanged, leftToPay, type Payment } from './cash.ts'
import { CashPay } from './cash-pay.tsx'
import styles from './pay.module.css'
import { takeSale } from './take-sale.ts'

interface PayScreenProps {
  onBack: () => void
  onPaid: (saleId: string) => void
  end: BarEnd
}

/** Pays the basket: in cash with change, by card at the terminal, or part by part. */
export function PayScreen({ onBack, onPaid, end }: PayScreenProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const till = useTill()
  const { pricesIncludeTax } = useCell(till.state)!.shop
  // Stays as it was while the sale is taken and the next basket is begun behind it.
  const [{ lines: goods, back, paid: paidBefore }] = useState(() => till.baskets.mine.value)
  const [{ totalMinor, discountMinor }] = useState(() => sumsOf(till.baskets.mine.value, pricesIncludeTax))
  const { paid: byExchange, givenBack } = exchanged(totalMinor, back?.refundMinor ?? 0)
  const [method, setMethod] = useState<'cash' | 'card'>('cash')
  const [payments, showPayments] = useState<readonly Payment[]>(() =>
    byExchange > 0
      ? [
          { method: 'exchange', amountMinor: byExchange, givenMinor: byExchange, reference: '' },
          ...paidBefore,
        ]
      : paidBefore,
  )
  // What the card terminal has taken is not forgotten when the browser is killed.
  const setPayments = (changed: readonly Payment[]) => {
    showPayments(changed)
    const paid = changed.filter(({ method }) => method !== 'exchange')
    till.baskets.change({ ...till.baskets.mine.value, paid })
  }
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const left = leftToPay(totalMinor, payments)
  const finish = async (paid: readonly Payment[], giveBackBy?: 'cash' | 'card') => {
    if (busy) return
    setBusy(true)
    setRefusal(null)
    const answer = await takeSale(till, paid, giveBackBy).catch(
      (error: unknown) => ({ kind: 'refused', sentence: sentenceOf(error) }) as const,
    )
    if (answer.kind === 'paid') return onPaid(answer.saleId)
    setRefusal(answer.sentence)
    setBusy(false)
  }
  const add = (payment: Payment) => {
    if (busy) return
    const paid = [...payments, payment]
    setPayments(paid)
    if (leftToPay(totalMinor, paid) === 0) void finish(paid)
  }
  const Way = method === 'cash' ? CashPay : CardPay
  return (
    <>
      <Bar onBack={onBack} end={end()}>
        <h1>{t('till.pay.title')}</h1>
      </Bar>
      <div className={styles.pay}>
        <section className={styles.due}>
          {givenBack > 0 ? (
            <Figure label={t('till.returns.giveBack')} minor={givenBack} />
          ) : (
            <Due totalMinor={totalMinor} left={left} payments={payments} />
          )}
          {payments.length === 0 ? <Goods lines={goods} discountMinor={discountMinor} /> : null}
          <PaidSoFar
            payments={payments}
            onRemove={busy ? null : index => setPayments(payments.filter((_, at) => at !== index))}
          />
          {refusal ? (
            <div className={styles.refusal} role="alert">
              <b>{refusal}</b>
              <span>{t('till.pay.refused')}</span>
              <Button variant="default" size="lg" onClick={onBack}>
                {t('till.pay.back')}
              </Button>
            </div>
          ) : null}
        </section>
        {left < 0 ? (
          <section className={styles.way}>
            <Notice tone="warn">{t('till.pay.tooMuch', { amount: format.money(-left) })}</Notice>
          </section>
        ) : givenBack > 0 ? (
          <section className={styles.way}>
            <Button size="xl" fullWidth loading={busy} onClick={() => void finish(payments, 'cash')}>
              {t('till.returns.inCash', { amount: format.money(givenBack) })}
            </Button>
            <Button
              size="xl"
              fullWidth
              variant="default"
              disabled={busy}
              onClick={() => void finish(payments, 'card')}
            >
              {t('till.returns.byCard', { amount: format.money(givenBack) })}
            </Button>
          </section>
        ) : left === 0 ? (
          <section className={styles.way}>
            <Button size="xl" fullWidth loading={busy} onClick={() => void finish(payments)}>
              {t('till.pay.finish')}
            </Button>
          </section>
        ) : (
          <section className={styles.way}>
            <Methods method={method} onChoose={setMethod} />
            <Way key={`${method}${left}`} leftMinor={left} onPay={add} />
          </section>
        )}
      </div>
    </>
  )
}

function Due({
  totalMinor,
  left,
  payments,
}: {
  totalMinor: number
  left: number
  payments: readonly Payment[]
}) {
  const { t } = useTranslation()
  const change = changeOf(payments)
  return (
    <>
      {payments.length > 0 ? (
        <Figure label={t('till.pay.left')} minor={left} />
      ) : (
        <Figure label={t('till.pay.due')} minor={totalMinor} />
      )}
      {change > 0 ? (
        <p className={styles.change}>
          {t('till.pay.change')} <Money minor={change} />
        </p>
      ) : null}
    </>
  )
}

/** The sum that counts now, large enough to be read across the counter. */
function Figure({ label, minor }: { label: string; minor: number }) {
  return (
    <>
      <p className={styles.label}>{label}</p>
      <p className={styles.amount}>
        <Money minor={minor} />
      </p>
    </>
  )
}

/** What is paid for, once more, for the customer who looks over. */
function Goods({ lines, discountMinor }: { lines: readonly BasketLine[]; discountMinor: number }) {
  const { t } = useTranslation()
  return (
    <ul className={styles.goods}>
      {lines.map(line => (
        <li key={line.id}>
          <span>{line.product.name}</span>
          <Money minor={lineAmountMinor(soldLine(line))} />
        </li>
      ))}
      {discountMinor > 0 ? (
        <li>
          <span>{t('till.basket.discount')}</span>
          <Money minor={-discountMinor} />
        </li>
      ) : null}
    </ul>
  )
}

function Methods({
  method,
  onChoose,
}: {
  method: 'cash' | 'card'
  onChoose: (method: 'cash' | 'card') => void
}) {
  const { t } = useTranslation()
  const icon = { size: 22, stroke: 1.5, 'aria-hidden': true } as const
  return (
    <div className={styles.methods}>
      <button type="button" aria-pressed={method === 'cash'} onClick={() => onChoose('cash')}>
        <IconCash {...icon} />
        {t('till.pay.cash')}
      </button>
      <button type="button" aria-pressed={method === 'card'} onClick={() => onChoose('card')}>
        <IconCreditCard {...icon} />
        {t('till.pay.card')}
      </button>
    </div>
  )
}

interface PaidSoFarProps {
  payments: readonly Payment[]
  onRemove: ((index: number) => void) | null
}

function PaidSoFar({ payments, onRemove }: PaidSoFarProps) {
  const { t } = useTranslation()
  const format = useFormat()
  if (payments.length === 0) return null
  return (
    <ul className={styles.paid} aria-label={t('till.pay.payments')}>
      {payments.map(({ method, amountMinor }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two payments may be alike in everything but their place
        <li key={index}>
          <span>{t(`till.pay.${method}`)}</span>
          <Money minor={amountMinor} />
          {method === 'exchange' ? null : (
            <button
              type="button"
              disabled={onRemove === null}
              aria-label={t('till.pay.removePayment', { amount: format.money(amountMinor) })}
              onClick={() => onRemove?.(index)}
            >
              <IconX size={20} stroke={1.6} aria-hidden="true" />
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
