import { sql } from 'kysely'
import type { PurchaseLineInput } from '../../contract/purchasing.ts'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'

/**
 * Writes lines below an order in one statement, numbered from `firstNumber` on. A row that names no purchase unit gets the
 * product's default as it is now, and one that names no bin the product's, where that is at the order's location, so that an old order reads as it was written. What the lines name is proved afterwards, once for the
 * whole order, by `checkLines`.
 */
export async function insertLines(
  tx: Tx,
  orderId: number,
  lines: readonly PurchaseLineInput[],
  firstNumber = 1,
): Promise<void> {
  const column = <Value>(read: (line: PurchaseLineInput) => Value) => lines.map(read)
  await sql`
    insert into purchase_order_line
      (order_id, line_number, variant_id, supplier_id, quantity_sku, units_per_pu, price_minor, place_id, lot_number, serial,
       made_on, expires_on, supplier_lot, price_is_per_pu, discount_basis_points, tax_basis_points)
    select ${orderId}::bigint, ${firstNumber - 1}::int + l.position, l.variant_id, l.supplier_id, l.quantity_sku,
           coalesce(l.units_per_pu, v.units_per_pu, 1), l.price_minor,
           coalesce(l.place_id, bin.id), l.lot_number, l.serial, l.made_on, l.expires_on,
           l.supplier_lot, l.price_per = 'pu', l.discount, coalesce(l.tax, rate.basis_points, 0)
      from unnest(${column(l => l.variantId)}::bigint[], ${column(l => l.supplierId)}::bigint[],
                  ${column(l => l.quantitySku)}::bigint[], ${column(l => l.priceMinor)}::bigint[],
                  ${column(l => l.binId)}::bigint[], ${column(l => l.lotNumber)}::text[], ${column(l => l.serial)}::text[],
                  ${column(l => l.madeOn)}::date[], ${column(l => l.expiresOn)}::date[],
                  ${column(l => l.supplierLot ?? null)}::text[], ${column(l => l.pricePer ?? 'sku')}::text[],
                  ${column(l => l.discountBasisPoints ?? 0)}::int[], ${column(l => l.taxBasisPoints ?? null)}::int[],
                  ${column(l => l.unitsPerPu ?? null)}::bigint[])
           with ordinality as l (variant_id, supplier_id, quantity_sku, price_minor, place_id, lot_number, serial, made_on,
                                 expires_on, supplier_lot, price_per, discount, tax, units_per_pu, position)
      left join variant v on v.id = l.variant_id
      left join product p on p.id = v.product_id
      left join tax_rate rate on rate.id = p.tax_rate_id
      left join place bin on bin.id = p.default_bin_id and bin.archived_at is null
            and bin.location_id = (select location_id from purchase_order where id = ${orderId})
     order by l.position`.execute(tx.db)
}

/** Larger totals could not be told exactly on the wire. */
const largestTotalMinor = 1e15

/** Refuses bad_input for what can be seen in the lines alone. */
export function refuseImpossibleLines(lines: readonly PurchaseLineInput[]): void {
  const crowded = lines.findIndex(line => line.serial !== null && line.quantitySku !== 1)
  if (crowded >= 0) {
    const sentence = `Line ${crowded + 1}: a serial number stands for one piece. Set the SKU quantity to 1, and add a line for each further piece.`
    throw refuse('bad_input', { problems: [{ path: `lines.${crowded}.quantitySku`, sentence }] })
  }
  let total = 0
  const excessive = lines.findIndex(line => {
    total += line.quantitySku * line.priceMinor
    return total > largestTotalMinor
  })
  if (excessive >= 0) {
    const sentence = `Line ${excessive + 1} brings the total beyond what an order can hold. Check its quantity and price.`
    throw refuse('bad_input', { problems: [{ path: `lines.${excessive}.priceMinor`, sentence }] })
  }
}

interface BadLine {
  line: number
  fault:
    | 'product'
    | 'supplier'
    | 'bin of this location'
    | 'product_archived'
    | 'lot_not_tracked'
    | 'serial_not_tracked'
  product: string
}

/**
 * Proves what all lines of an order name, in one statement: the parents have no foreign keys. Refuses not_found (product,
 * supplier, or bin of the order's location), product_archived, lot_not_tracked, serial_not_tracked for the first line at fault.
 */
export async function checkLines(tx: Tx, orderId: number): Promise<void> {
  const { rows } = await sql<BadLine>`
    select line, fault, product from (
      select l.line_number as line, v.name as product,
             case when v.id is null then 'product'
                  when coalesce(v.archived_at, p.archived_at) is not null then 'product_archived'
                  when l.supplier_id is not null and s.id is null then 'supplier'
                  when l.place_id is not null and b.id is null then 'bin of this location'
                  when l.lot_number is not null and not p.tracks_lots then 'lot_not_tracked'
                  when l.serial is not null and not p.pieces_have_serials then 'serial_not_tracked' end as fault
        from purchase_order_line l
        join purchase_order o on o.id = l.order_id
        left join variant v on v.id = l.variant_id
        left join product p on p.id = v.product_id
        left join supplier s on s.id = l.supplier_id
        left join place b on b.id = l.place_id and b.location_id = o.location_id
       where l.order_id = ${orderId}
    ) judged
     where fault is not null order by line limit 1`.execute(tx.db)
  const bad = rows[0]
  if (bad === undefined) return
  const { fault, product, line } = bad
  if (fault === 'product_archived' || fault === 'lot_not_tracked' || fault === 'serial_not_tracked')
    throw refuse(fault, { product, line })
  throw refuse('not_found', { what: fault })
}
