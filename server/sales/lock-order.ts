import { sql } from 'kysely'
import type { SalesOrderState } from '../../contract/sales.ts'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'

export interface LockedOrder {
  readonly number: string
  readonly state: SalesOrderState
  readonly locationId: number
  readonly pricesIncludeTax: boolean
  readonly discountBasisPoints: number
  readonly shippingMinor: number
  readonly shippingTaxBasisPoints: number
  readonly address: string
  readonly billingAddress: string
  readonly version: number
  readonly paidMinor: number
}

/** Takes the order's row, which everybody who changes, sends, pays or invoices the order takes first. Refuses not_found. */
export async function lockOrder(tx: Tx, orderId: number): Promise<LockedOrder> {
  const { rows } = await sql<LockedOrder>`
    select d.number, o.state, o.location_id as "locationId", o.prices_include_tax as "pricesIncludeTax",
           o.discount_basis_points as "discountBasisPoints", o.shipping_minor as "shippingMinor",
           o.shipping_tax_basis_points as "shippingTaxBasisPoints", o.address, o.billing_address as "billingAddress", o.version, o.paid_minor as "paidMinor"
      from sales_order o join document d on d.id = o.id
     where o.id = ${orderId} for update of o`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'sales order' })
  return rows[0]
}
