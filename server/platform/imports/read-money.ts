import { sql } from 'kysely'
import type { Reader } from '../database/public.ts'
import type { Money } from './read-cells.ts'

/** The shop's currency, for reading prices. */
export async function readMoney(reader: Reader): Promise<Money> {
  const { rows } = await sql<{ currency: string }>`select currency from shop`.execute(reader.db)
  const { currency } = rows[0]!
  const format = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  return { currency, decimals: format.maximumFractionDigits ?? 2 }
}
