import styles from './amounts.module.css'
import { useFormat } from './conventions.ts'

/** A count in smallest units of a product with `decimals`; right-aligned columns of it line up. */
export function Quantity({ units, decimals = 0 }: { units: number; decimals?: number }) {
  const format = useFormat()
  return <span className={units === 0 ? styles.zero : styles.amount}>{format.quantity(units, decimals)}</span>
}

/** An amount in minor units of the shop's currency, or of another one that is named. */
export function Money({ minor, currency }: { minor: number; currency?: string | null }) {
  const format = useFormat()
  return <span className={styles.amount}>{format.money(minor, currency ?? undefined)}</span>
}

/** A calendar date ("2027-03-31"), or an instant in the shop's time zone; a dash for none. */
export function DateText({ date, time }: { date?: string | null; time?: string | null }) {
  const format = useFormat()
  const iso = date ?? time
  if (!iso) return <span className={styles.zero}>–</span>
  return (
    <time dateTime={iso} className={styles.date}>
      {date ? format.date(date) : format.time(iso)}
    </time>
  )
}

/** How long ago an instant was; the exact time is in its title. */
export function Ago({ time }: { time: string }) {
  const format = useFormat()
  return (
    <time dateTime={time} title={format.time(time)} className={styles.date}>
      {format.ago(time)}
    </time>
  )
}
