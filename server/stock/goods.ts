import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '../platform/database/public.ts'

/**
 * Goods that come in, as a select of these columns: line_id bigint, line_number int, variant_id bigint, quantity bigint,
 * place_id bigint (a bin), lot_number text, serial text, supplier_id bigint, made_on date, expires_on date,
 * supplier_lot text (the supplier's own number of the lot); the last six may be null. A receipt of 100,000 pieces stays in the database: the goods are where the document's lines are.
 */
export type Goods = RawBuilder<unknown>

/** Where goods come from: bought, or found in the house (an adjustment, a conversion). */
export type GoodsSource = 'supplier' | 'adjustment'

/** The day on which goods are taken to be made when nobody says: today for what is bought; what was found may be old. */
export function madeToday(reader: Pick<Reader, 'today'>, from: GoodsSource): RawBuilder<string | null> {
  return from === 'supplier' ? sql<string>`${reader.today}::date` : sql<null>`null::date`
}

export interface GoodsRow {
  readonly lineId: number
  readonly variantId: number
  readonly quantity: number
  readonly placeId: number
  readonly lotNumber?: string | null
  readonly serial?: string | null
  readonly supplierId?: number | null
  readonly madeOn?: string | null
  readonly expiresOn?: string | null
  readonly supplierLot?: string | null
}

/** Goods that are not stored as a document's lines. */
export function goodsOf(rows: readonly GoodsRow[]): Goods {
  const column = <Value>(read: (row: GoodsRow, index: number) => Value) => rows.map(read)
  return sql`
    select * from unnest(
      ${column(row => row.lineId)}::bigint[], ${column((_, index) => index + 1)}::int[], ${column(row => row.variantId)}::bigint[],
      ${column(row => row.quantity)}::bigint[], ${column(row => row.placeId)}::bigint[],
      ${column(row => row.lotNumber ?? null)}::text[], ${column(row => row.serial ?? null)}::text[],
      ${column(row => row.supplierId ?? null)}::bigint[], ${column(row => row.madeOn ?? null)}::date[],
      ${column(row => row.expiresOn ?? null)}::date[], ${column(row => row.supplierLot ?? null)}::text[]
    ) as given (line_id, line_number, variant_id, quantity, place_id, lot_number, serial, supplier_id, made_on, expires_on, supplier_lot)`
}
