import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Ago, Code, EmptyState, Money } from '../../kit/public.ts'
import { useCell } from '../device/cell.ts'
import type { OutgoingSale } from '../device/outbox.ts'
import { useTill } from '../device/till.ts'
import { Bar } from '../frame/bar.tsx'
import type { BarEnd } from '../frame/frame.tsx'
import type { Place } from '../frame/places.ts'
import styles from './receipt.module.css'
import { ReceiptScreen } from './receipt-screen.tsx'
import { useRecentSales } from './use-sale.ts'

interface ReceiptsScreenProps {
  goTo: (place: Place) => void
  end: BarEnd
}

/** The sales of this device, the newest first: what was sent, what waits, and what is for the manager. */
export function ReceiptsScreen({ goTo, end }: ReceiptsScreenProps) {
  const { t } = useTranslation()
  const till = useTill()
  const sales = useRecentSales(200)
  const { troubles } = useCell(till.outbox.summary)
  const [shown, show] = useState<string | null>(null)
  useEffect(() => {
    if (troubles.length > 0) void till.outbox.settle(troubles.map(({ id }) => ({ id, seen: true })))
  }, [till, troubles])
  if (shown !== null) return <ReceiptScreen saleId={shown} onDone={() => show(null)} end={end} />
  return (
    <>
      <Bar onBack={() => goTo('sell')} end={end()}>
        <h1>{t('till.receipt.recent')}</h1>
      </Bar>
      <div className={styles.list}>
        {sales?.length === 0 ? <EmptyState title={t('till.receipt.recentNone')} /> : null}
        {(sales ?? []).map(sale => (
          <Row key={sale.id} sale={sale} onShow={() => show(sale.id)} />
        ))}
      </div>
    </>
  )
}

function Row({ sale, onShow }: { sale: OutgoingSale; onShow: () => void }) {
  const { t } = useTranslation()
  const { receipt, state } = sale
  const sentence = sale.sentence ?? ''
  const words = {
    waiting: t('till.receipt.waiting'),
    conflict: t('till.receipt.conflict', { sentence }),
    stuck: t('till.receipt.stuck', { sentence }),
    taken: null,
  }
  return (
    <button type="button" className={styles.row} onClick={onShow}>
      <Code>{receipt.number ?? receipt.provisionalNumber}</Code>
      <span className={styles.goods}>
        <Ago time={sale.takenAt} /> · {receipt.lines.map(line => line.name).join(', ')}
      </span>
      <Money minor={receipt.sums.totalMinor} />
      {words[state] ? (
        <span className={styles.state} data-tone={state === 'stuck' ? 'bad' : 'warn'}>
          {words[state]}
        </span>
      ) : null}
    </button>
  )
}
