import { ActionIcon, Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconChevronDown, IconPlayerPause, IconUserPlus, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState, Money, useFormat } from '../../kit/public.ts'
import { CustomerDialog } from '../customer/customer-dialog.tsx'
import { useCell } from '../device/cell.ts'
import { useTill } from '../device/till.ts'
import { KeyHint } from '../frame/key-hint.tsx'
import { exchanged, leftToPay } from '../pay/cash.ts'
import styles from './basket.module.css'
import { type GoodsBack, isBlank, isComplete, lackingOf, sumsOf } from './basket.ts'
import { BasketSums } from './basket-sums.tsx'
import { HeldDialog } from './held-dialog.tsx'
import { HoldDialog } from './hold-dialog.tsx'
import { type Ask, Line } from './line.tsx'
import { LineDialogs } from './line-dialogs.tsx'

/** The basket: at the side where there is room, and a sheet from below on a telephone. */
export function BasketPanel({ onPay }: { onPay: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const till = useTill()
  const basket = useCell(till.baskets.mine)
  const { pricesIncludeTax } = useCell(till.state)!.shop
  const [isOpen, setOpen] = useState(false)
  const [ask, setAsk] = useState<Ask | null>(null)
  const sums = sumsOf(basket, pricesIncludeTax)
  const lacking = basket.lines.filter(line => lackingOf(line) !== null).length
  const { paid, givenBack } = exchanged(sums.totalMinor, basket.back?.refundMinor ?? 0)
  const total = format.money(Math.max(0, leftToPay(sums.totalMinor - paid, basket.paid)))
  const { online } = useCell(till.network.state)
  const isStopped = basket.back !== null && !online
  const mayPay = isComplete(basket) && !isStopped
  // Also from the search field, but not from behind a dialog.
  useHotkeys([['F9', () => mayPay && document.querySelector('[aria-modal="true"]') === null && onPay()]], [])
  return (
    <>
      <button
        type="button"
        className={styles.peek}
        aria-expanded={isOpen}
        aria-label={t('till.basket.open')}
        onClick={() => setOpen(true)}
      >
        <span>{t('till.basket.items', { count: basket.lines.length })}</span>
        <b>{total}</b>
      </button>
      <section className={styles.panel} data-open={isOpen} aria-label={t('till.basket.title')}>
        <Head onFold={() => setOpen(false)} />
        <Lines onAsk={setAsk} />
        <footer className={styles.foot}>
          {basket.lines.length > 0 ? (
            <BasketSums sums={sums} onDiscount={() => setAsk({ what: 'basket-discount' })} />
          ) : null}
          {basket.back ? <BackRow back={basket.back} /> : null}
          {basket.paid.length > 0 ? (
            <p className={styles.paid}>
              {t('till.pay.payments')}
              <Money minor={basket.paid.reduce((sum, one) => sum + one.amountMinor, 0)} />
            </p>
          ) : null}
          {isStopped ? <p className={styles.lacking}>{t('till.returns.exchangeOffline')}</p> : null}
          {lacking > 0 ? (
            <p className={styles.lacking}>{t('till.basket.lacking', { count: lacking })}</p>
          ) : null}
          <Button
            size="xl"
            fullWidth
            disabled={!mayPay}
            aria-keyshortcuts="F9"
            rightSection={mayPay ? <KeyHint name="F9" /> : null}
            onClick={onPay}
          >
            {givenBack > 0
              ? `${t('till.returns.giveBack')} ${format.money(givenBack)}`
              : t('till.basket.pay', { total })}
          </Button>
        </footer>
      </section>
      <LineDialogs ask={ask} onAsk={setAsk} onClose={() => setAsk(null)} />
    </>
  )
}

/** What comes back in exchange, and the way out of it. */
function BackRow({ back }: { back: GoodsBack }) {
  const { t } = useTranslation()
  const till = useTill()
  const end = () => till.baskets.change({ ...till.baskets.mine.value, back: null })
  return (
    <div className={styles.back}>
      <span>{t('till.returns.exchangeFor', { receipt: back.receiptNumber })}</span>
      <Money minor={back.refundMinor === 0 ? 0 : -back.refundMinor} />
      <ActionIcon size={48} aria-label={t('till.returns.endExchange')} onClick={end}>
        <IconX size={20} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
    </div>
  )
}

function Lines({ onAsk }: { onAsk: (ask: Ask) => void }) {
  const { t } = useTranslation()
  const till = useTill()
  const { lines } = useCell(till.baskets.mine)
  const [list, setList] = useState<HTMLUListElement | null>(null)
  // What was just put in is seen, however long the basket is.
  useEffect(() => {
    if (lines.length > 0) list?.lastElementChild?.scrollIntoView({ block: 'nearest' })
  }, [list, lines.length])
  if (lines.length === 0) {
    return (
      <div className={styles.empty}>
        <EmptyState title={t('till.basket.empty')} sentence={t('till.basket.emptyHint')} />
      </div>
    )
  }
  return (
    <ul className={styles.lines} ref={setList}>
      {lines.map(line => (
        <Line key={line.id} line={line} onAsk={onAsk} />
      ))}
    </ul>
  )
}

function Head({ onFold }: { onFold: () => void }) {
  const { t } = useTranslation()
  const till = useTill()
  const basket = useCell(till.baskets.mine)
  const { customer } = basket
  const others = useCell(till.baskets.others)
  const [dialog, setDialog] = useState<'customer' | 'hold' | 'held' | null>(null)
  const close = () => setDialog(null)
  const showHeld = () => {
    // A window that was killed meanwhile has left its basket to whoever asks.
    void till.baskets.readOthers()
    setDialog('held')
  }
  const icon = { size: 20, stroke: 1.5, 'aria-hidden': true } as const
  return (
    <header className={styles.head}>
      <ActionIcon className={styles.fold} size={48} aria-label={t('till.sell.close')} onClick={onFold}>
        <IconChevronDown {...icon} />
      </ActionIcon>
      <Button
        className={styles.customer}
        variant="subtle"
        size="md"
        leftSection={<IconUserPlus {...icon} />}
        onClick={() => setDialog('customer')}
      >
        {customer?.name ?? t('till.basket.noCustomer')}
      </Button>
      {others.length > 0 ? (
        <Button variant="default" size="md" onClick={showHeld}>
          {t('till.basket.heldCount', { count: others.length })}
        </Button>
      ) : null}
      <Button
        variant="default"
        size="md"
        leftSection={<IconPlayerPause {...icon} />}
        disabled={isBlank(basket)}
        onClick={() => setDialog('hold')}
      >
        {t('till.basket.hold')}
      </Button>
      <CustomerDialog opened={dialog === 'customer'} onClose={close} />
      <HoldDialog opened={dialog === 'hold'} onClose={close} />
      <HeldDialog opened={dialog === 'held'} onClose={close} />
    </header>
  )
}
