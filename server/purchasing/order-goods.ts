import { type RawBuilder, sql } from 'kysely'

/** The goods of an order as the ledger takes them; the supplier of a line is its own, or else the order's. */
export function orderGoods(orderId: number): RawBuilder<unknown> {
  return sql`
    select l.id as line_id, l.line_number, l.variant_id, l.quantity_sku as quantity, l.place_id, l.lot_number, l.serial,
           coalesce(l.supplier_id, o.supplier_id) as supplier_id, l.made_on, l.expires_on,
           l.supplier_lot
      from purchase_order_line l join purchase_order o on o.id = l.order_id
     where l.order_id = ${orderId}`
}
