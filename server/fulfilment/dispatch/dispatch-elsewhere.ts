import { sql } from 'kysely'
import type { DispatchElsewhere } from '../../../contract/order-dispatch.ts'
import type { Reader, Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { handOver } from '../deliver-delivery-note.ts'
import { lockDispatch } from './choose.ts'
import type { Dispatch } from './read-dispatch.ts'
import { applyChoices, keep, type SavedDispatch } from './save-identifiers.ts'

export interface SentElsewhere {
  readonly orderId: number
  readonly identifiers: readonly string[]
  /** Stands for values that nobody wrote down; never for pieces, of which the ledger must know which one went. */
  readonly reason: string
}

/**
 * Completes an order that was dispatched elsewhere, with the identifiers that went or the reason why they are not known.
 * Each identifier finds its line by itself. Refuses identifier_unplaced, identifiers_needed, and what completing refuses.
 */
export async function dispatchElsewhere(tx: Tx, sent: SentElsewhere): Promise<SavedDispatch> {
  const locked = await lockDispatch(tx, sent.orderId)
  const { order, dispatch } = locked
  const boxes = await placeAll(tx, order.number, dispatch, sent.identifiers)
  const inputs = [...boxes].map(([orderLineId, identifiers]) => ({ orderLineId, identifiers }))
  const note = await keep(tx, locked, await applyChoices(tx, dispatch, inputs))
  if (sent.reason !== '')
    await sql`update delivery_note set without_identifiers_because = ${sent.reason} where id = ${note.id}`.execute(
      tx.db,
    )
  await handOver(tx, note.id, async () => undefined)
  return { orderId: order.id, number: order.number, note }
}

/** The orders that rows name, and the numbers that name none. */
export async function findOrders(
  reader: Reader,
  { rows: given, reason }: DispatchElsewhere,
): Promise<{ orders: SentElsewhere[]; unknown: string[] }> {
  const identifiersOf = new Map<string, string[]>()
  for (const { order, identifiers } of given) {
    const number = order.toUpperCase()
    identifiersOf.set(number, [...(identifiersOf.get(number) ?? []), ...identifiers])
  }
  const numbers = [...identifiersOf.keys()]
  const { rows } = await sql<{ id: number; number: string }>`
    select o.id, d.number from document d join sales_order o on o.id = d.id where d.number = any(${numbers}::text[])`.execute(
    reader.db,
  )
  const known = new Set(rows.map(row => row.number))
  return {
    orders: rows.map(({ id, number }) => ({ orderId: id, identifiers: identifiersOf.get(number)!, reason })),
    unknown: numbers.filter(number => !known.has(number)),
  }
}

/** What each line's boxes hold once every identifier is in the first empty box that it fits. */
async function placeAll(tx: Tx, order: string, dispatch: Dispatch, values: readonly string[]) {
  const lines = dispatch.lines.filter(line => line.asked > 0)
  const boxes = new Map(lines.map(line => [line.orderLineId, [...line.identifiers]]))
  const namedBy = await whatTheyName(tx, lines, values)
  for (const value of values) {
    const named = namedBy.get(value.normalize('NFC')) ?? []
    const empty = lines.filter(line => boxes.get(line.orderLineId)!.includes(null))
    const line =
      empty.find(one => named.includes(one.variantId)) ??
      empty.find(one => one.identifierMode === 'at_dispatch')
    if (line === undefined) throw refuse('identifier_unplaced', { value, order })
    const own = boxes.get(line.orderLineId)!
    own[own.indexOf(null)] = value
  }
  return boxes
}

/** By value: the variants of these lines that have it as a serial, or on their list. */
async function whatTheyName(tx: Tx, lines: Dispatch['lines'], values: readonly string[]) {
  const variants = (isWanted: (line: Dispatch['lines'][number]) => boolean) =>
    lines.filter(isWanted).map(line => line.variantId)
  const texts = values.map(value => value.normalize('NFC'))
  const { rows } = await sql<{ value: string; variantId: number }>`
    select normalize(u.serial, nfc) as value, u.variant_id as "variantId" from unit u
     where normalize(u.serial, nfc) = any(${texts}::text[]) and u.variant_id = any(${variants(line => line.tracking.serials)}::bigint[])
     union all
    select normalize(i.value, nfc), i.variant_id from dispatch_identifier_value i
     where normalize(i.value, nfc) = any(${texts}::text[]) and i.archived_at is null
       and i.variant_id = any(${variants(line => line.identifierMode === 'multiple_use')}::bigint[])`.execute(
    tx.db,
  )
  const named = new Map<string, number[]>()
  for (const { value, variantId } of rows) named.set(value, [...(named.get(value) ?? []), variantId])
  return named
}
