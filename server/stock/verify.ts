import type pg from 'pg'

/**
 * Replays the ledger and proves promises 2 to 5 and 7 on the data as they are. Gives one line for each difference (the first
 * 100 of each kind), none when all is well. Reads one snapshot, so that it may run while the shop is open.
 */
export const verify = (pool: pg.Pool): Promise<string[]> => proveAll(pool, proofs)

/** Runs statements that each give a line, `difference`, for whatever is wrong: in one snapshot, so that the shop stays open. */
export async function proveAll(pool: pg.Pool, proofs: readonly string[]): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const found: string[] = []
    for (const proof of proofs) {
      const { rows } = await client.query<{ difference: string }>(`${proof} limit 100`)
      found.push(...rows.map(row => row.difference))
    }
    return found
  } finally {
    await client.query('rollback').catch(() => {})
    client.release()
  }
}

const named = `v.name || coalesce(', lot ' || lot.number, '') || ', bin ' || place.code`

const proofs = [
  // 2: levels equal the sum of movements.
  `with flow as (
     select variant_id, lot_id, to_place_id as place_id, quantity from movement
     union all select variant_id, lot_id, from_place_id, -quantity from movement
   ), sum as (
     select variant_id, lot_id, place_id, sum(quantity) as quantity from flow join place on place.id = place_id
      where place.kind in ('bin', 'transit') group by 1, 2, 3
   ), both_sides as (
     select variant_id, lot_id, place_id, quantity as moved, 0 as on_hand from sum
     union all select variant_id, lot_id, place_id, 0, on_hand from level
   ), compared as (
     select variant_id, lot_id, place_id, sum(moved) as moved, sum(on_hand) as on_hand from both_sides group by 1, 2, 3
   )
   select 'level of ' || ${named} || ' says ' || c.on_hand || ', movements say ' || c.moved as difference
     from compared c join variant v on v.id = c.variant_id
     left join lot on lot.id = c.lot_id join place on place.id = c.place_id
    where c.moved <> c.on_hand`,
  // 3: nothing below zero, allocated within on hand, reserved plus allocated within what is there, but for what orders
  // reserved of goods that went when they could not be sold any more.
  `select 'level of ' || ${named} || ' has ' || allocated || ' allocated of ' || on_hand as difference
     from level join variant v on v.id = variant_id
     left join lot on lot.id = level.lot_id join place on place.id = level.place_id
    where on_hand < 0 or allocated < 0 or allocated > on_hand`,
  `select 'reserved of ' || v.name || ' at ' || location.name || ' is ' || r.quantity || ' of ' || coalesce(sum(l.on_hand - l.allocated), 0) || ' free' as difference
     from reserved_level r join variant v on v.id = r.variant_id join product p on p.id = v.product_id
     join location on location.id = r.location_id
     left join place on place.location_id = r.location_id
     left join level l on l.variant_id = r.variant_id and l.place_id = place.id
    where not p.backorders_allowed
    group by r.variant_id, r.location_id, v.name, location.name
   having r.quantity - r.uncovered > coalesce(sum(l.on_hand - l.allocated), 0)`,
  `with sum as (select variant_id, location_id, sum(quantity) as quantity from reservation group by 1, 2)
   select 'reserved of variant ' || variant_id || ' at location ' || location_id || ' says ' || coalesce(r.quantity, 0)
          || ', reservations say ' || coalesce(sum.quantity, 0) as difference
     from reserved_level r full join sum using (variant_id, location_id)
    where coalesce(r.quantity, 0) <> coalesce(sum.quantity, 0)`,
  `with sum as (
     select variant_id, lot_id, place_id, sum(quantity) as quantity from allocation where ended_at is null group by 1, 2, 3
   ), both_sides as (
     select variant_id, lot_id, place_id, quantity as claimed, 0 as allocated from sum
     union all select variant_id, lot_id, place_id, 0, allocated from level
   )
   select 'level of ' || ${named} || ' has ' || sum(allocated) || ' allocated, allocations say ' || sum(claimed) as difference
     from both_sides b join variant v on v.id = b.variant_id
     left join lot on lot.id = b.lot_id join place on place.id = b.place_id
    group by b.variant_id, b.lot_id, b.place_id, v.name, lot.number, place.code having sum(allocated) <> sum(claimed)`,
  // 4: a unit is where its last movement put it, and the level of serial-tracked goods is the count of units there; of
  // pieces that need a serial only for the dispatch, some may not have theirs yet.
  `select 'unit ' || unit.serial || ' (' || unit.id || ') is at ' || here.code || ', its last movement put it '
          || coalesce('to ' || there.code, 'nowhere') as difference
     from unit join place here on here.id = unit.place_id
     left join lateral (
       select movement.to_place_id, movement.lot_id, movement.variant_id
         from movement_unit mu join movement on movement.id = mu.movement_id
        where mu.unit_id = unit.id order by mu.movement_id desc limit 1
     ) last on true
     left join place there on there.id = last.to_place_id
    where last.to_place_id is distinct from unit.place_id or last.variant_id is distinct from unit.variant_id
       or last.lot_id is distinct from unit.lot_id`,
  `with counted as (select variant_id, lot_id, place_id, count(*) as count from unit group by 1, 2, 3), both_sides as (
     select variant_id, lot_id, place_id, on_hand, 0 as count from level
     union all select c.variant_id, lot_id, place_id, 0, count from counted c join place on place.id = place_id where place.kind in ('bin', 'transit')
   )
   select 'level of ' || ${named} || ' says ' || sum(on_hand) || ', there are ' || sum(count) || ' units' as difference
     from both_sides b join variant v on v.id = b.variant_id join product p on p.id = v.product_id
     left join lot on lot.id = b.lot_id join place on place.id = b.place_id
    group by b.variant_id, b.lot_id, b.place_id, v.id, p.id, lot.number, place.code
   having case when p.tracks_serials then sum(on_hand) <> sum(count)
               when p.pieces_have_serials then sum(on_hand) < sum(count) else sum(count) > 0 end`,
  // What a movement had to name is what the tracking asked for then: conversions say until which movement it was the old one.
  `select 'movement ' || m.id || ' moved ' || m.quantity || ' of ' || v.name || ' but names ' || named.count || ' units' as difference
     from movement m join variant v on v.id = m.variant_id join product p on p.id = v.product_id
     cross join lateral (select count(*) from movement_unit mu where mu.movement_id = m.id) named
     left join lateral (
       select c.from_serials from conversion c
        where c.product_id = p.id and c.last_old_movement_id >= m.id order by c.last_old_movement_id limit 1
     ) before on true
    where named.count > m.quantity or (named.count < m.quantity and coalesce(before.from_serials, p.tracks_serials))`,
  // 7: what is there is there as its product is tracked; a conversion leaves nothing behind.
  `select 'level of ' || ${named} || ' holds ' || on_hand || case when p.tracks_lots then ' without a lot' else ' of a lot' end
          || ', but the product is tracked otherwise' as difference
     from level join variant v on v.id = variant_id join product p on p.id = v.product_id
     left join lot on lot.id = level.lot_id join place on place.id = level.place_id
    where on_hand > 0 and p.tracks_lots <> (level.lot_id is not null)`,
  // 5: a unit's allocation is live, names it, and is the only one that does.
  `select 'unit ' || unit.serial || ' (' || unit.id || ') is claimed by allocation ' || unit.allocation_id || ', which is '
          || case when a.id is null then 'unknown' when a.ended_at is not null then 'over' else 'of other pieces' end as difference
     from unit left join allocation a on a.id = unit.allocation_id
    where unit.allocation_id is not null
      and (a.id is null or a.ended_at is not null or not unit.id = any(coalesce(a.unit_ids, '{}')) or a.place_id <> unit.place_id)`,
  `select 'allocation ' || a.id || ' names unit ' || claimed.unit_id || ', which is not claimed by it' as difference
     from allocation a cross join lateral unnest(a.unit_ids) as claimed (unit_id)
     left join unit on unit.id = claimed.unit_id
    where a.ended_at is null and unit.allocation_id is distinct from a.id`,
]
