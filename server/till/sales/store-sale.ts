import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { SalesSums } from '../../../contract/sales-sums.ts'
import type { TakenSale, TillSaleInput } from '../../../contract/till/sales.ts'
import * as documents from '../../documents/public.ts'
import { brokenConstraint, type Reader, TryAgain, type Tx } from '../../platform/database/public.ts'
import { type Refusal, refuse } from '../../platform/refusal.ts'
import type { TillDevice } from '../device/which-till.ts'
import { countInOpenDrawer, type Drawers } from './drawers.ts'
import { discountOf } from './sale-sums.ts'

/** Of what was checked against the contract, whose keys stand in one order. */
export const contentHash = (content: unknown): Buffer =>
  createHash('sha256').update(JSON.stringify(content)).digest()

/** The first answers to sales that were sent before. Refuses sale_id_reused for an id with other content. */
export async function readTaken(
  reader: Reader,
  sales: readonly TillSaleInput[],
): Promise<Map<string, TakenSale | Refusal>> {
  const { rows } = await sql<TakenSale & { hash: Buffer }>`
    select sale.id, sale.content_hash as hash, case when sale.conflict_code is null then 'taken' else 'conflict' end as result,
           d.number, sale.token, sale.conflict_sentence as sentence
      from till_sale sale join document d on d.id = sale.document_id
     where sale.id = any(${sales.map(sale => sale.id)}::uuid[])`.execute(reader.db)
  const contents = new Map(sales.map(sale => [sale.id, sale]))
  return new Map(
    rows.map(({ hash, ...taken }) => [
      taken.id,
      hash.equals(contentHash(contents.get(taken.id))) ? taken : refuse('sale_id_reused', {}),
    ]),
  )
}

export const newToken = () => randomBytes(16).toString('base64url')

/** A paid sale, before it has its number. */
export interface StoredSale {
  readonly documentId: number
  readonly cashierId: number
  /** Who allowed a discount that the cashier has no right to give; null where nobody had to. */
  readonly discountAllowedBy: number | null
  readonly drawers: Drawers
  readonly decimals: readonly number[]
  readonly sums: SalesSums
  /** Opens the receipt for whoever has it. */
  readonly token: string
  /** What stands in the way of handing the goods over, if anything. */
  readonly conflict: Refusal | null
}

/**
 * Writes the sale with its payments and taxes. Of two who send it at once, one finds the other's: it is tried again.
 * Refuses not_found for a customer who is gone.
 */
export async function storeSale(
  tx: Tx,
  till: TillDevice,
  sale: TillSaleInput,
  stored: StoredSale,
): Promise<void> {
  try {
    if (!(await insertSale(tx, till, sale, stored))) throw new TryAgain()
  } catch (error) {
    if (brokenConstraint(error) === 'till_sale_customer_id_fkey')
      throw refuse('not_found', { what: 'customer' })
    throw error
  }
}

async function insertSale(
  tx: Tx,
  till: TillDevice,
  sale: TillSaleInput,
  stored: StoredSale,
): Promise<boolean> {
  const { documentId, drawers, sums, conflict } = stored
  const { rows } = await sql`
    with sold as (
      insert into till_sale (id, content_hash, till_id, drawer_id, counted_in, document_id, cashier_id, customer_id, taken_at,
                             arrived_at, provisional_number, token, prices_include_tax, discount_basis_points, discount_minor,
                             tax_minor, total_minor, note, state, conflict_code, conflict_sentence, content, discount_allowed_by)
      values (${sale.id}, ${contentHash(sale)}, ${till.tillId}, ${drawers.id}, ${drawers.isOpen ? drawers.id : drawers.countedIn},
              ${documentId}, ${stored.cashierId}, ${sale.customerId}, least(${sale.takenAt}::timestamptz, ${tx.at}::timestamptz), ${tx.at},
              ${sale.provisionalNumber}, ${stored.token}, ${sale.pricesIncludeTax},
              ${sale.discountBasisPoints}, ${discountOf(sale, stored.decimals, sums)}, ${sums.taxMinor}, ${sums.totalMinor}, ${sale.note},
              ${conflict === null ? 'sold' : 'conflict'}, ${conflict?.code ?? null}, ${conflict?.message ?? null},
              ${conflict === null ? null : JSON.stringify(sale)}::jsonb, ${stored.discountAllowedBy})
      on conflict (id) do nothing returning id
    ), paid as (
      insert into till_payment (sale_id, method, amount_minor, tendered_minor, reference)
      select sold.id, p.method, p.amount, p.tendered, p.reference
        from sold, unnest(${sale.payments.map(one => one.method)}::text[], ${sale.payments.map(one => one.amountMinor)}::bigint[],
                          ${sale.payments.map(one => one.tenderedMinor)}::bigint[], ${sale.payments.map(one => one.reference)}::text[])
                   as p (method, amount, tendered, reference)
    ), taxed as (
      insert into till_tax (sale_id, basis_points, amount_minor, tax_minor)
      select sold.id, t.basis_points, t.amount, t.tax
        from sold, unnest(${sums.taxes.map(one => one.basisPoints)}::int[], ${sums.taxes.map(one => one.amountMinor)}::bigint[],
                          ${sums.taxes.map(one => one.taxMinor)}::bigint[]) as t (basis_points, amount, tax)
    )
    select id from sold`.execute(tx.db)
  return rows.length > 0
}

/** Gives the sale the next receipt of its till: the last thing that its transaction does. Gives the first answer to it. */
export async function numberSale(
  tx: Tx,
  till: TillDevice,
  saleId: string,
  { documentId, drawers, token, conflict }: StoredSale,
): Promise<TakenSale> {
  const number = await documents.giveNumber(
    tx,
    documentId,
    sql`update till set next_receipt = next_receipt + 1 where id = ${till.tillId}
        returning 'T' || till.number || '-' || (next_receipt - 1) as number`,
  )
  if (drawers.countedIn === null) await countInOpenDrawer(tx, 'till_sale', saleId)
  const sentence = conflict?.message ?? null
  return { id: saleId, result: conflict === null ? 'taken' : 'conflict', number, token, sentence }
}
