import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Money, Notice, notify } from '../../kit/public.ts'
import type { OutgoingSale } from '../device/outbox.ts'
import { useTill } from '../device/till.ts'
import { Bar } from '../frame/bar.tsx'
import type { BarEnd } from '../frame/frame.tsx'
import { changeOf } from '../pay/cash.ts'
import styles from './receipt.module.css'
import { ReceiptPaper } from './receipt-paper.tsx'
import { useSale } from './use-sale.ts'

/** Drawn only when there is a link, and its drawing is large. */
const LinkCode = lazy(() => import('./link-code.tsx'))

interface ReceiptScreenProps {
  saleId: string
  /** True right after the payment: the change is what matters then. */
  justPaid?: boolean
  onDone: () => void
  end: BarEnd
}

/** A receipt of this device: to show, to print, and as a link for the customer. */
export function ReceiptScreen({ saleId, justPaid = false, onDone, end }: ReceiptScreenProps) {
  const { t } = useTranslation()
  const sale = useSale(saleId)
  const next = useRef<HTMLButtonElement>(null)
  const isHere = sale !== undefined
  useEffect(() => {
    if (isHere) next.current?.focus()
  }, [isHere])
  if (!sale) return null
  const { receipt } = sale
  const change = changeOf(receipt.payments)
  const givenBack = receipt.back?.givenBackMinor ?? 0
  return (
    <>
      <Bar onBack={onDone} end={end()}>
        <h1>
          {justPaid
            ? t('till.receipt.title')
            : t('till.receipt.number', { number: receipt.number ?? receipt.provisionalNumber })}
        </h1>
      </Bar>
      <div className={styles.screen}>
        <section className={styles.beside}>
          {justPaid ? (
            <>
              <p className={styles.label}>
                {givenBack > 0 ? t('till.returns.giveBack') : t('till.receipt.change')}
              </p>
              <p className={styles.change}>
                <Money minor={givenBack > 0 ? givenBack : change} />
              </p>
            </>
          ) : null}
          <SaleState sale={sale} />
          {sale.state === 'stuck' ? <SendAgain saleId={saleId} /> : null}
          {receipt.link ? (
            <Suspense>
              <LinkCode link={receipt.link} />
            </Suspense>
          ) : null}
          <div className={styles.actions}>
            <Button
              size="lg"
              variant="default"
              leftSection={<IconPrinter size={22} stroke={1.5} aria-hidden="true" />}
              onClick={() => print()}
            >
              {t('till.receipt.print')}
            </Button>
            <Button ref={next} size="lg" onClick={onDone}>
              {justPaid ? t('till.receipt.next') : t('till.receipt.back')}
            </Button>
          </div>
        </section>
        <ReceiptPaper receipt={receipt} />
      </div>
    </>
  )
}

/** What stood in the way may be gone: the device was another till for a while, say. */
function SendAgain({ saleId }: { saleId: string }) {
  const { t } = useTranslation()
  const till = useTill()
  const again = () => void till.outbox.tryAgain(saleId).then(() => till.pulse(), notify.failed)
  return (
    <Button size="lg" variant="default" onClick={again}>
      {t('till.receipt.sendAgain')}
    </Button>
  )
}

/** What has become of the sale, where that is more than "sent". */
function SaleState({ sale: { state, sentence } }: { sale: OutgoingSale }) {
  const { t } = useTranslation()
  if (state === 'waiting') return <Notice tone="warn">{t('till.receipt.provisionalHint')}</Notice>
  if (state === 'conflict')
    return <Notice tone="warn">{t('till.receipt.conflict', { sentence: sentence ?? '' })}</Notice>
  if (state === 'stuck')
    return <Notice tone="bad">{t('till.receipt.stuck', { sentence: sentence ?? '' })}</Notice>
  return null
}
