import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { Tx } from '../../server/platform/database/public.ts'
import type { TestShop } from './shop.ts'

/** A transaction that did its work and waits, before its commit, until it is let go. */
export async function heldOpen(
  shop: TestShop,
  work: (tx: Tx) => Promise<unknown>,
): Promise<{ commit(): Promise<void> }> {
  let letGo = () => {}
  const gate = new Promise<void>(resolve => {
    letGo = resolve
  })
  onTestFinished(letGo)
  let reached = () => {}
  const worked = new Promise<void>(resolve => {
    reached = resolve
  })
  const ended = shop.act(async tx => {
    await work(tx)
    reached()
    await gate
  })
  await Promise.race([worked, ended])
  return {
    commit: () => {
      letGo()
      return ended
    },
  }
}

/**
 * Until somebody waits for a lock of this shop: the other transaction has really come to the row. Or until `act` has ended
 * without waiting, for the test to say so.
 */
export async function untilSomebodyWaits(shop: TestShop, act?: Promise<unknown>): Promise<void> {
  let ended = false
  const end = () => {
    ended = true
  }
  act?.then(end, end)
  while (!ended) {
    // PostgreSQL tells the locks of all its databases, and the test file beside this one has waiters of its own.
    const waiting = await shop.rows(
      'select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()',
    )
    if (waiting.length > 0) return
    await sleep(5)
  }
}
