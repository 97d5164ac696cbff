import { sql } from 'kysely'
import * as documents from '../../documents/public.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { formatQuantity } from '../format-quantity.ts'
import { lockTransfer } from './lock-transfer.ts'
import { moveOutOfTransit } from './out-of-transit.ts'

export interface Arrived {
  readonly lineId: number
  readonly binId: number
  readonly quantity: number
}

/**
 * Puts what has arrived into bins of the receiving location, in one part or several; the transfer ends when nothing is on
 * its way any more. Refuses not_found (a line, a bin), wrong_state, transfer_over_received.
 */
export async function receiveTransfer(
  tx: Tx,
  transferId: number,
  arrived: readonly Arrived[],
): Promise<void> {
  const { number, toLocationId } = await lockTransfer(tx, transferId, ['sent', 'part_received'], 'on its way')
  const parts = sql`
    select line_id, quantity, place_id
      from unnest(${arrived.map(one => one.lineId)}::bigint[], ${arrived.map(one => one.quantity)}::bigint[],
                  ${arrived.map(one => one.binId)}::bigint[]) as one (line_id, quantity, place_id)`
  await refuseUnknownBins(tx, arrived, toLocationId)
  const lines = new Set(arrived.map(one => one.lineId)).size
  const { rows: counted } = await sql<{ id: number }>`
    update transfer_line line set received = line.received + here.quantity
      from (select line_id, sum(quantity) as quantity from (${parts}) part group by 1) here
     where line.id = here.line_id and line.transfer_id = ${transferId}
       and line.received + line.missing + here.quantity <= line.quantity
    returning line.id`.execute(tx.db)
  if (counted.length < lines) {
    const fits = new Set(counted.map(line => line.id))
    const others = arrived.filter(one => !fits.has(one.lineId))
    throw await whatIsTooMuch(tx, transferId, number, others)
  }
  await moveOutOfTransit(tx, transferId, parts)
  const { rows } = await sql<{ state: string }>`
    update transfer set state = case when rest.open then 'part_received' else 'received' end,
           ended_at = case when rest.open then null else ${tx.at}::timestamptz end, version = version + 1, changed_by = ${tx.actor.id}
      from (select exists (select from transfer_line where transfer_id = ${transferId} and received + missing < quantity) as open) rest
     where id = ${transferId} returning state`.execute(tx.db)
  await documents.recordEvent(tx, transferId, rows[0]!.state, { lines })
}

async function refuseUnknownBins(tx: Tx, arrived: readonly Arrived[], locationId: number): Promise<void> {
  const binIds = [...new Set(arrived.map(one => one.binId))]
  const { rows } = await sql`
    select id from place
     where id = any(${binIds}::bigint[]) and location_id = ${locationId} and archived_at is null`.execute(
    tx.db,
  )
  if (rows.length < binIds.length) throw refuse('not_found', { what: 'bin' })
}

async function whatIsTooMuch(tx: Tx, transferId: number, transfer: string, arrived: readonly Arrived[]) {
  const given = new Map<number, number>()
  for (const { lineId, quantity } of arrived) given.set(lineId, (given.get(lineId) ?? 0) + quantity)
  const { rows } = await sql<{
    id: number
    product: string
    decimals: number
    open: number
    counted: boolean
  }>`
    select line.id, v.name || coalesce(', ' || unit.serial, ', lot ' || lot.number, '') as product, v.decimals,
           line.quantity - line.received - line.missing as open
      from transfer_line line join variant v on v.id = line.variant_id
      left join unit on unit.id = line.unit_id left join lot on lot.id = line.lot_id
     where line.transfer_id = ${transferId} and line.id = any(${[...given.keys()]}::bigint[])
     order by line.line_number`.execute(tx.db)
  const over = rows.find(row => row.open < given.get(row.id)!)
  if (rows.length < given.size || over === undefined)
    return refuse('not_found', { what: 'line of this transfer' })
  return refuse('transfer_over_received', {
    transfer,
    product: over.product,
    open: formatQuantity(over.open, over.decimals),
    given: formatQuantity(given.get(over.id)!, over.decimals),
  })
}
