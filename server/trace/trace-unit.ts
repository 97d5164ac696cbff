import { sql } from 'kysely'
import type { UnitTrace } from '../../contract/trace.ts'
import type { Reader } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { readEvents } from './events.ts'
import { liveHold, readHolds } from './holds.ts'

type Head = Pick<UnitTrace, 'id' | 'serial' | 'formerSerials' | 'product' | 'allocatedTo'> & {
  lot: Omit<NonNullable<UnitTrace['lot']>, 'hold'> | null
}

/**
 * Where a piece is and its whole history, in one round of statements, or two for the few that were ever held. Where it is
 * comes from its last event, which ends where the piece is (promise 4), so that place and history cannot disagree on one
 * page. Refuses: not_found.
 */
export async function traceUnit(reader: Reader, unitId: number): Promise<UnitTrace> {
  const [{ wasHeld, ...head }, history] = await Promise.all([
    readHead(reader, unitId),
    readEvents(
      reader,
      sql`select m.id, m.moved_at, m.actor_id, 1 as quantity, m.from_place_id, m.to_place_id, m.document_id,
                 m.document_line_id, m.lot_id
            from movement_unit mu join movement m on m.id = mu.movement_id
           where mu.unit_id = ${unitId}`,
    ),
  ])
  const { holds, lotHolds } = wasHeld ? await holdsOf(reader, unitId) : { holds: [], lotHolds: [] }
  const events = history.map(({ event }) => event)
  const last = events.at(-1)
  if (last === undefined) throw new Error(`unit ${unitId} is in the ledger without a movement`)
  return {
    ...head,
    lot: head.lot && { ...head.lot, hold: liveHold(lotHolds) },
    where: last.to,
    hold: liveHold(holds),
    events,
    holds,
  }
}

/** The holds on the piece, and the one on its lot that is in force. */
async function holdsOf(reader: Reader, unitId: number) {
  const [holds, lotHolds] = await Promise.all([
    readHolds(reader, sql`h.unit_id = ${unitId}`),
    readHolds(
      reader,
      sql`h.lot_id = (select lot_id from unit where id = ${unitId}) and h.released_at is null`,
    ),
  ])
  return { holds, lotHolds }
}

async function readHead(reader: Reader, unitId: number): Promise<Head & { wasHeld: boolean }> {
  const { rows } = await sql<Head & { wasHeld: boolean }>`
    select u.id, u.serial, ${formerSerials} as "formerSerials", l.hold_id is not null or exists (select from hold where unit_id = u.id) as "wasHeld",
           jsonb_build_object('id', v.product_id, 'variantId', v.id, 'name', v.name, 'productNumber', v.product_number,
             'decimals', v.decimals) as product,
           case when l.id is not null then jsonb_build_object('id', l.id, 'number', l.number, 'madeOn', l.made_on,
             'expiresOn', l.expires_on, 'supplierLot', l.supplier_lot) end as lot,
           case when d.id is not null then jsonb_build_object('id', d.id, 'kind', d.kind, 'number', d.number) end as "allocatedTo"
      from unit u
      join variant v on v.id = u.variant_id
      left join lot l on l.id = u.lot_id
      left join allocation a on a.id = u.allocation_id and a.ended_at is null
      left join document d on d.id = a.document_id
     where u.id = ${unitId}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'piece' })
  return rows[0]
}

const formerSerials = sql`coalesce((
  select jsonb_agg(jsonb_build_object('serial', c.former, 'by', coalesce(s.name, 'Lotbook'),
           'until', to_char(c.corrected_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by c.id desc)
    from serial_correction c left join staff s on s.id = c.corrected_by where c.unit_id = u.id), '[]')`
