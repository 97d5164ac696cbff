import { sql } from 'kysely'
import type { SalesSums } from '../../../contract/sales-sums.ts'
import type { TillMethod } from '../../../contract/till/drawer.ts'
import type { Tx } from '../../platform/database/public.ts'

export interface GivenBack {
  readonly id: string
  readonly hash: Buffer
  readonly drawerId: string | null
  readonly countedIn: string | null
  readonly saleId: string
  /** Null where a conflict is settled by giving the money back: no goods came. */
  readonly returnId: number | null
  readonly cashierId: number
  readonly at: string
  readonly sums: SalesSums
  readonly refunds: readonly { method: TillMethod; amountMinor: number; reference?: string }[]
}

/** Writes what was given back, how, and the tax in it. */
export async function storeReturn(
  tx: Tx,
  till: { readonly tillId: number },
  { sums, refunds, ...back }: GivenBack,
): Promise<void> {
  await sql`
    with back as (
      insert into till_return (id, content_hash, till_id, drawer_id, counted_in, sale_id, return_id, cashier_id, at, discount_minor,
                               tax_minor, refund_minor)
      values (${back.id}, ${back.hash}, ${till.tillId}, ${back.drawerId}, ${back.countedIn}, ${back.saleId}, ${back.returnId},
              ${back.cashierId}, ${back.at}, ${sums.discountMinor}, ${sums.taxMinor}, ${sums.totalMinor})
      returning id
    ), paid as (
      insert into till_payment (return_id, method, amount_minor, reference)
      select back.id, p.method, p.amount, p.reference
        from back, unnest(${refunds.map(one => one.method)}::text[], ${refunds.map(one => one.amountMinor)}::bigint[],
                          ${refunds.map(one => one.reference ?? '')}::text[]) as p (method, amount, reference)
    )
    insert into till_tax (return_id, basis_points, amount_minor, tax_minor)
    select back.id, t.basis_points, t.amount, t.tax
      from back, unnest(${sums.taxes.map(one => one.basisPoints)}::int[], ${sums.taxes.map(one => one.amountMinor)}::bigint[],
                        ${sums.taxes.map(one => one.taxMinor)}::bigint[]) as t (basis_points, amount, tax)`.execute(
    tx.db,
  )
}
