import { type RawBuilder, sql } from 'kysely'
import type { TraceEvent, Whereabouts } from '../../contract/trace.ts'
import type { Reader } from '../platform/database/public.ts'

interface Row {
  movementId: number
  at: string
  actor: string
  quantity: number
  fromKind: Whereabouts['kind']
  fromBin: string
  fromId: number
  fromLocation: Whereabouts['location']
  toKind: Whereabouts['kind']
  toBin: string
  toId: number
  toLocation: Whereabouts['location']
  document: TraceEvent['document']
  isBroughtBack: boolean
  order: TraceEvent['order']
  supplier: { id: number; name: string } | null
  customer: { id: number; name: string } | null
}

/**
 * Movements as a history shows them, oldest first. `movements` selects rows of movement with any columns; `extra` adds
 * columns from `m`, and comes back beside the event.
 */
export async function readEvents<Extra>(
  reader: Reader,
  movements: RawBuilder<unknown>,
  extra: RawBuilder<unknown> = sql`null as nothing`,
): Promise<(Extra & { event: TraceEvent })[]> {
  const { rows } = await sql<Row & Extra>`
    select m.id as "movementId", m.moved_at as at, coalesce(staff.name, 'Lotbook') as actor, m.quantity,
           f.kind as "fromKind", f.code as "fromBin", f.id as "fromId", ${place(sql`fl`)} as "fromLocation",
           t.kind as "toKind", t.code as "toBin", t.id as "toId", ${place(sql`tl`)} as "toLocation",
           jsonb_build_object('id', d.id, 'kind', d.kind, 'number', d.number) as document,
           f.kind = 'transit' and exists (select from transfer x where x.id = d.id and x.state = 'cancelled') as "isBroughtBack",
           case when od.id is not null then jsonb_build_object('id', od.id, 'kind', od.kind, 'number', od.number) end as "order",
           case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end as supplier,
           case when c.id is not null then jsonb_build_object('id', c.id, 'name', c.name) end as customer, ${extra}
      from (${movements}) m
      join place f on f.id = m.from_place_id left join location fl on fl.id = f.location_id
      join place t on t.id = m.to_place_id left join location tl on tl.id = t.location_id
      join document d on d.id = m.document_id
      left join staff on staff.id = m.actor_id
      left join lot on lot.id = m.lot_id
      left join goods_receipt r on r.id = d.id
      left join purchase_order po on po.id = r.order_id
      left join purchase_order_line line on line.id = m.document_line_id and line.order_id = r.order_id
      left join delivery_note n on n.id = d.id
      left join goods_return back on back.id = d.id
      left join delivery_note_line sold on sold.id = m.document_line_id and back.id is not null
      left join delivery_note sent on sent.id = sold.note_id
      left join sales_order so on so.id = n.order_id
      left join document od on od.id = coalesce(r.order_id, n.order_id, sent.order_id)
      left join customer c on c.id = coalesce(so.customer_id, back.customer_id)
      -- A bulk receipt of pieces has one movement for many lines; then the lot knows its supplier best.
      left join supplier s on r.id is not null
        and s.id = coalesce(line.supplier_id, case when line.id is null then lot.supplier_id end, po.supplier_id, lot.supplier_id)
     order by m.id`.execute(reader.db)
  return rows.map(row => ({ ...row, event: eventOf(row) }))
}

const place = (location: RawBuilder<unknown>) => sql`
  case when ${location}.id is not null
       then jsonb_build_object('id', ${location}.id, 'code', ${location}.code, 'name', ${location}.name) end`

function eventOf(row: Row): TraceEvent {
  const { movementId, at, actor, quantity, document, order } = row
  const party =
    row.customer !== null
      ? { kind: 'customer' as const, ...row.customer }
      : row.supplier !== null
        ? { kind: 'supplier' as const, ...row.supplier }
        : null
  return {
    movementId,
    at,
    actor,
    quantity,
    from: whereabouts(row.fromKind, { id: row.fromId, code: row.fromBin }, row.fromLocation, party),
    to: whereabouts(row.toKind, { id: row.toId, code: row.toBin }, row.toLocation, party),
    document,
    isBroughtBack: row.isBroughtBack,
    order,
    party,
  }
}

/** A place in words: the bin and its location, or outside, with the supplier or customer who is the other side. */
function whereabouts(
  kind: Whereabouts['kind'],
  bin: { id: number; code: string },
  location: Whereabouts['location'],
  party: TraceEvent['party'],
): Whereabouts {
  if (kind === 'bin') return { kind, location, bin: bin.code, binId: bin.id, party: null }
  const isWithParty = party !== null && party.kind === kind
  return {
    kind,
    location: null,
    bin: null,
    binId: null,
    party: isWithParty ? { id: party.id, name: party.name } : null,
  }
}
