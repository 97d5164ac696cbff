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

/** Until somebody waits for a lock: the other transaction has really come to the row. */
export async function untilSomebodyWaits(shop: TestShop): Promise<void> {
  for (;;) {
    const waiting = await shop.rows('select from pg_locks where not granted')
    if (waiting.length > 0) return
    await sleep(5)
  }
}
