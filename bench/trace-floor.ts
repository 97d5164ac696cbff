import type { Ground } from './ground.ts'

/** What traceUnit answers, as one row for each movement: one statement on the shop's own tables. */
export async function traceByHand(ground: Ground, unitId: number): Promise<unknown[]> {
  const { rows } = await ground.floor.query({
    name: 'trace',
    text: traceText(ground.address.schema),
    values: [unitId],
  })
  return rows
}

const traceText = (shop: string) => `
  select u.id, u.serial, p.id as product_id, v.id as variant_id, p.name, v.product_number, v.decimals,
         l.id as lot_id, l.number as lot_number, l.made_on, l.expires_on, l.hold_id as lot_hold_id,
         u.allocation_id, claimed.number as allocated_to, h.kind as hold_kind, h.reason as hold_reason, h.placed_at,
         m.id as movement_id, m.moved_at, staff.name as actor, m.quantity,
         f.kind as from_kind, f.code as from_code, fl.name as from_location, t.kind as to_kind, t.code as to_code, tl.name as to_location,
         d.id as document_id, d.kind as document_kind, d.number as document_number,
         od.id as order_id, od.kind as order_kind, od.number as order_number, s.name as supplier, c.name as customer
    from ${shop}.unit u
    join ${shop}.variant v on v.id = u.variant_id
    join ${shop}.product p on p.id = v.product_id
    left join ${shop}.lot l on l.id = u.lot_id
    left join ${shop}.allocation a on a.id = u.allocation_id
    left join ${shop}.document claimed on claimed.id = a.document_id
    left join ${shop}.hold h on h.unit_id = u.id
    join ${shop}.movement_unit mu on mu.unit_id = u.id
    join ${shop}.movement m on m.id = mu.movement_id
    join ${shop}.place f on f.id = m.from_place_id left join ${shop}.location fl on fl.id = f.location_id
    join ${shop}.place t on t.id = m.to_place_id left join ${shop}.location tl on tl.id = t.location_id
    join ${shop}.document d on d.id = m.document_id
    left join ${shop}.staff on staff.id = m.actor_id
    left join ${shop}.goods_receipt r on r.id = d.id
    left join ${shop}.purchase_order po on po.id = r.order_id
    left join ${shop}.supplier s on s.id = coalesce(l.supplier_id, po.supplier_id)
    left join ${shop}.delivery_note n on n.id = d.id
    left join ${shop}.sales_order so on so.id = n.order_id
    left join ${shop}.customer c on c.id = so.customer_id
    left join ${shop}.document od on od.id = coalesce(r.order_id, n.order_id)
   where u.id = $1
   order by m.id`
