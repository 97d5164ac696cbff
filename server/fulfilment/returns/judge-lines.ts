import { sql } from 'kysely'
import type { ReturnInput, ReturnLineInput } from '../../../contract/returns.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import * as stock from '../../stock/public.ts'

/** A line of a return with the sale that it undoes. */
export interface SoldLine {
  readonly input: ReturnLineInput
  readonly noteLineId: number
  readonly noteId: number
  readonly orderId: number
  readonly variantId: number
  readonly lotId: number | null
  readonly unitId: number | null
  readonly quantity: number
  /** As sentences name it. */
  readonly what: string
}

interface Judged {
  line: number
  noteLineId: number | null
  noteId: number
  orderId: number
  variantId: number
  lotId: number | null
  what: string
  document: string
  state: string
  decimals: number
  customer: { id: number; name: string }
  named: string | null
  knowsReason: boolean
  knowsBin: boolean
  /** What the customer has of it still, before this return. */
  open: number
  /** What this return takes of the same goods on all of its lines. */
  wanted: number
}

/**
 * Puts each line of a return to its sale and looks whether it may come back: from this customer, delivered, and not more
 * than they have of it. `sales` says for each piece on which delivery line it was sold; the orders are locked.
 */
export async function judgeLines(
  tx: Tx,
  input: ReturnInput,
  sales: ReadonlyMap<number, number>,
): Promise<SoldLine[]> {
  const judged = await readJudged(tx, input, sales)
  return judged.map((one, index) => {
    const line = input.lines[index]!
    refuseWrong(one, input)
    const { noteId, orderId, variantId, lotId, what } = one
    const { unitId, quantity } = line
    return {
      input: line,
      noteLineId: one.noteLineId!,
      noteId,
      orderId,
      variantId,
      lotId,
      unitId,
      quantity,
      what,
    }
  })
}

function refuseWrong(one: Judged, { customerId }: ReturnInput): void {
  const { what, document, decimals } = one
  if (one.noteLineId === null) throw refuse('not_found', { what: 'delivery line' })
  if (one.named === null) throw refuse('not_found', { what: 'customer' })
  if (!one.knowsReason) throw refuse('not_found', { what: 'reason' })
  if (!one.knowsBin) throw refuse('not_found', { what: 'bin' })
  if (one.customer.id !== customerId)
    throw refuse('sold_to_another', { what, customer: one.customer.name, document, named: one.named })
  if (one.state !== 'delivered')
    throw refuse('wrong_state', { document, state: one.state, needed: 'delivered' })
  if (one.wanted > one.open)
    throw refuse('line_over_returned', {
      what,
      document,
      open: stock.formatQuantity(one.open, decimals),
      given: stock.formatQuantity(one.wanted, decimals),
    })
}

async function readJudged(
  tx: Tx,
  { customerId, lines }: ReturnInput,
  sales: ReadonlyMap<number, number>,
): Promise<Judged[]> {
  const lineOf = (line: ReturnLineInput) =>
    line.unitId === null ? line.noteLineId : (sales.get(line.unitId) ?? null)
  const { rows } = await sql<Judged>`
    with given as materialized (
      select g.line, g.quantity, g.unit_id, g.reason_id, g.place_id, l.id as note_line_id, l.note_id, l.variant_id,
             case when g.unit_id is null then g.lot_id else unit.lot_id end as lot_id, unit.serial
        from unnest(${lines.map(lineOf)}::bigint[], ${lines.map(line => line.unitId)}::bigint[], ${lines.map(line => line.lotId)}::bigint[],
                    ${lines.map(line => line.quantity)}::bigint[], ${lines.map(line => line.reasonId)}::bigint[],
                    ${lines.map(line => line.binId)}::bigint[])
             with ordinality as g (note_line_id, unit_id, lot_id, quantity, reason_id, place_id, line)
        left join delivery_note_line l on l.id = g.note_line_id
        left join unit on unit.id = g.unit_id
    )
    select g.line::int as line, g.note_line_id as "noteLineId", g.note_id as "noteId", n.order_id as "orderId", g.variant_id as "variantId",
           g.lot_id as "lotId", v.decimals, d.number as document, n.state,
           case when g.serial is not null then 'Serial ' || g.serial || ' of ' || v.name
                when lot.id is not null then 'Lot ' || lot.number || ' of ' || v.name else v.name end as what,
           json_build_object('id', c.id, 'name', c.name) as customer, (select name from customer where id = ${customerId}) as named,
           exists (select from return_reason r where r.id = g.reason_id and r.archived_at is null) as "knowsReason",
           exists (select from place where place.id = g.place_id and place.kind = 'bin' and place.archived_at is null) as "knowsBin",
           (sum(g.quantity) over goods)::bigint as wanted,
           case when g.unit_id is not null then 1 else (
             select coalesce(sum(a.quantity), 0) from allocation a
              where a.document_id = g.note_id and a.document_line_id = g.note_line_id and a.outcome = 'delivered'
                and a.unit_ids is null and a.lot_id is not distinct from g.lot_id) - (
             select coalesce(sum(back.quantity), 0) from goods_return_line back
              where back.note_line_id = g.note_line_id and back.unit_id is null and back.lot_id is not distinct from g.lot_id)
           end::bigint as open
      from given g
      left join variant v on v.id = g.variant_id left join lot on lot.id = g.lot_id
      left join delivery_note n on n.id = g.note_id left join document d on d.id = n.id
      left join sales_order o on o.id = n.order_id left join customer c on c.id = o.customer_id
    window goods as (partition by g.note_line_id, g.lot_id, g.unit_id)
     order by g.line`.execute(tx.db)
  return rows
}
