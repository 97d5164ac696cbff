import { sql } from 'kysely'
import type { DispatchResult } from '../../../contract/order-dispatch.ts'
import type { Reader, Tx } from '../../platform/database/public.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Apart } from '../../platform/routes/public.ts'
import type { SavedDispatch } from './save-identifiers.ts'

/** So many go side by side: more would only wait for a connection. */
const sideBySide = 4

/**
 * Does the same for many orders, each in a transaction of its own: those that are refused are listed with the reason, the
 * others are done. What is no refusal is a bug and stops it; repeated under the same key, it goes on where it was.
 */
export async function eachOrder<One extends { orderId: number }>(
  reader: Reader,
  apart: Apart,
  orders: readonly One[],
  work: (tx: Tx, one: One) => Promise<SavedDispatch>,
): Promise<DispatchResult> {
  const waiting = [...new Map(orders.map(one => [one.orderId, one])).values()]
  const done: DispatchResult['done'] = []
  const refused: { orderId: number; refusal: Refusal }[] = []
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const current = one
      try {
        done.push(await apart(String(current.orderId), tx => work(tx, current)))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        refused.push({ orderId: current.orderId, refusal: error })
      }
    }
  }
  await Promise.all(Array.from({ length: sideBySide }, next))
  const numbers = await numbersOf(
    reader,
    refused.map(one => one.orderId),
  )
  return {
    done: done.toSorted((a, b) => a.orderId - b.orderId),
    failed: refused
      .map(({ orderId, refusal }) => ({
        orderId,
        number: numbers.get(orderId) ?? '?',
        code: refusal.code,
        sentence: refusal.message,
      }))
      .toSorted((a, b) => a.orderId - b.orderId),
  }
}

async function numbersOf(reader: Reader, orderIds: readonly number[]): Promise<Map<number, string>> {
  if (orderIds.length === 0) return new Map()
  const { rows } = await sql<{ id: number; number: string }>`
    select id, number from document where id = any(${[...orderIds]}::bigint[])`.execute(reader.db)
  return new Map(rows.map(row => [row.id, row.number]))
}
