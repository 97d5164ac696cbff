import type { Ground } from './ground.ts'

/** What the floor is told: which goods from where, for which order lines. One entry in each list for a line. */
export interface FloorOrder {
  readonly id: number
  readonly lineIds: readonly number[]
  readonly variantIds: readonly number[]
  readonly quantities: readonly number[]
  readonly lotIds: readonly (number | null)[]
  readonly placeIds: readonly number[]
  readonly unitIds: readonly (number | null)[]
}

interface Placed {
  readonly id: number
  readonly lotId: number
  readonly unitId: number
}

/** Gives the floor the same orders, reservations, levels and pieces as ours, under the same ids. */
export async function copyToFloor(
  ground: Ground,
  locationId: number,
  orders: readonly Placed[],
): Promise<FloorOrder[]> {
  const values = [
    orders.map(order => order.id),
    orders.map(order => order.unitId),
    orders.map(order => order.lotId),
  ]
  const schema = ground.address.schema
  await ground.floor.query(
    `insert into sales_order_line (id, order_id, variant_id, quantity)
     select id, order_id, variant_id, quantity from ${schema}.sales_order_line where order_id = any($1)`,
    [values[0]],
  )
  await ground.floor.query(
    `insert into reservation (document_line_id, variant_id, quantity)
     select document_line_id, variant_id, quantity from ${schema}.reservation where document_id = any($1)`,
    [values[0]],
  )
  await ground.floor.query(
    `insert into reserved_level (variant_id, quantity)
     select variant_id, quantity from ${schema}.reserved_level where location_id = $1 order by variant_id
     on conflict (variant_id) do update set quantity = excluded.quantity`,
    [locationId],
  )
  await ground.floor.query(
    `insert into level (variant_id, lot_id, place_id, on_hand)
     select variant_id, lot_id, place_id, on_hand from ${schema}.level
      where place_id in (select id from place where location_id = $1)
     on conflict do nothing`,
    [locationId],
  )
  await ground.floor.query(
    `insert into unit (id, variant_id, lot_id, serial, place_id)
     select id, variant_id, lot_id, serial, place_id from ${schema}.unit where id = any($1)`,
    [values[1]],
  )
  // The first turns would otherwise be planned for empty tables.
  await ground.floor.query('analyze level, reserved_level, unit, sales_order_line, reservation')
  const { rows } = await ground.floor.query<Record<keyof FloorOrder, (string | null)[]>>(
    `select order_id as id, array_agg(line.id order by line_number) as "lineIds",
            array_agg(line.variant_id order by line_number) as "variantIds",
            array_agg(line.quantity order by line_number) as quantities,
            array[null, given.lot_id, unit.lot_id] as "lotIds", array_fill(unit.place_id, array[3]) as "placeIds",
            array[null, null, unit.id] as "unitIds"
       from unnest($1::bigint[], $2::bigint[], $3::bigint[]) as given (order_id, unit_id, lot_id)
       join ${schema}.sales_order_line line using (order_id) join unit on unit.id = given.unit_id
      group by order_id, given.lot_id, unit.lot_id, unit.id, unit.place_id`,
    values,
  )
  return rows as unknown as FloorOrder[]
}

/**
 * One statement, which is its own transaction. It locks the rows that notes share in the order of their keys: the hot
 * layout would deadlock otherwise. Gives the note's id.
 */
export async function makeNoteByHand(ground: Ground, order: FloorOrder): Promise<string> {
  const { rows } = await ground.floor.query<{ id: string }>({
    name: 'make',
    text: `
      with given as (
        select * from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
          as line (order_line_id, variant_id, quantity, lot_id, place_id, unit_id)
      ), opened as (
        insert into document (kind, created_at, created_by) values ('delivery_note', $8, 0) returning id
      ), note as (
        insert into delivery_note (id, order_id, state) select id, $1, 'ready' from opened
      ), line as (
        insert into delivery_note_line (note_id, order_line_id, variant_id, quantity)
        select opened.id, order_line_id, variant_id, quantity from opened, given
        returning id, order_line_id
      ), claim as (
        insert into allocation (document_id, document_line_id, order_line_id, variant_id, lot_id, place_id, quantity, unit_id)
        select opened.id, line.id, order_line_id, variant_id, lot_id, place_id, quantity, unit_id
          from opened, line join given using (order_line_id)
        returning id, unit_id
      ), promised as (
        update sales_order_line set quantity_on_notes = quantity_on_notes + given.quantity
          from given where sales_order_line.id = given.order_line_id
      ), unreserved as (
        update reservation set quantity = reservation.quantity - given.quantity
          from given where reservation.document_line_id = given.order_line_id
      ), queue as materialized (
        select r.variant_id, given.quantity from reserved_level r join given using (variant_id) order by 1 for update of r
      ), less as (
        update reserved_level r set quantity = r.quantity - queue.quantity from queue where r.variant_id = queue.variant_id
      ), marked as (
        update unit set allocation_id = claim.id from claim where unit.id = claim.unit_id
      ), shelf as materialized (
        select l.variant_id, l.lot_id, l.place_id, given.quantity
          from level l join given on l.variant_id = given.variant_id and l.lot_id is not distinct from given.lot_id and l.place_id = given.place_id
         where (select count(*) from queue) >= 0
         order by 1 for update of l
      ), raised as (
        update level l set allocated = l.allocated + shelf.quantity
          from shelf
         where l.variant_id = shelf.variant_id and l.lot_id is not distinct from shelf.lot_id and l.place_id = shelf.place_id
      )
      select id from opened`,
    values: [
      order.id,
      order.lineIds,
      order.variantIds,
      order.quantities,
      order.lotIds,
      order.placeIds,
      order.unitIds,
      new Date(),
    ],
  })
  return rows[0]!.id
}

export async function deliverByHand(ground: Ground, noteId: string): Promise<void> {
  await ground.floor.query({
    name: 'deliver',
    text: `
      with ended as (
        update allocation set ended_at = $2 where document_id = $1
        returning document_line_id, order_line_id, variant_id, lot_id, place_id, quantity, unit_id
      ), note as (
        update delivery_note set state = 'delivered', ended_at = $2 where id = $1
      ), moved as (
        insert into movement (variant_id, lot_id, quantity, from_place_id, to_place_id, document_id, document_line_id, moved_at, actor_id)
        select variant_id, lot_id, quantity, place_id, 2, $1, document_line_id, $2, 0 from ended
        returning id, document_line_id
      ), linked as (
        insert into movement_unit (unit_id, movement_id)
        select ended.unit_id, moved.id from ended join moved using (document_line_id) where ended.unit_id is not null
      ), gone as (
        update unit set place_id = 2, allocation_id = null from ended where unit.id = ended.unit_id
      ), sent as (
        update sales_order_line set quantity_delivered = quantity_delivered + ended.quantity
          from ended where sales_order_line.id = ended.order_line_id
      ), shelf as materialized (
        select l.variant_id, l.lot_id, l.place_id, ended.quantity
          from level l join ended on l.variant_id = ended.variant_id and l.lot_id is not distinct from ended.lot_id and l.place_id = ended.place_id
         order by 1 for update of l
      )
      update level l set on_hand = l.on_hand - shelf.quantity, allocated = l.allocated - shelf.quantity
        from shelf
       where l.variant_id = shelf.variant_id and l.lot_id is not distinct from shelf.lot_id and l.place_id = shelf.place_id`,
    values: [noteId, new Date()],
  })
}
