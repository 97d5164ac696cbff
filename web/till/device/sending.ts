import { api as drawers } from '../../../contract/till/drawer.ts'
import type { SentSale } from '../../../contract/till/sales.ts'
import { api as sales } from '../../../contract/till/sales.ts'
import { call, RefusalError } from '../../client/public.ts'
import type { DrawerAct, TillDatabase } from './database.ts'
import { aloneOrNot } from './locks.ts'
import type { Outbox, OutgoingSale } from './outbox.ts'

const batch = 50

/**
 * Sends what waits, the drawer's openings first, then the sales, oldest first. Only one tab does it at a time; a repeat is
 * harmless, since everything has its id. Throws ConnectionLost when the network is away: then it stays and waits.
 */
export async function sendWaiting(database: TillDatabase, outbox: Outbox, link: (token: string) => string) {
  await aloneOrNot('sending', async () => {
    for (const act of await database.getAllFromIndex('acts', 'byTime')) await sendAct(database, act)
    for (;;) {
      const due = (await outbox.waiting())
        .filter(sale => sale.askedUntil < Date.now())
        .toSorted((one, other) => one.takenAt.localeCompare(other.takenAt))
        .slice(0, batch)
      if (due.length === 0) return
      const answers = await askFor(due)
      await outbox.settle(answers.map(answer => settled(due, answer, link)))
    }
  })
}

/** An act that the server refuses cannot be mended here, and must not keep the sales behind it from going. */
async function sendAct(database: TillDatabase, { id, at, act }: DrawerAct): Promise<void> {
  try {
    const { kind, drawerId, signInId } = act
    if (kind === 'open')
      await call(
        drawers.openDrawer,
        { body: { id: drawerId, signInId, floatMinor: act.floatMinor, at } },
        { idempotencyKey: id },
      )
    else
      await call(
        drawers.moveCash,
        {
          params: { drawerId },
          body: { id, signInId, kind, amountMinor: act.amountMinor, reason: act.reason, at },
        },
        { idempotencyKey: id },
      )
  } catch (error) {
    if (!(error instanceof RefusalError) || error.code === 'server_error') throw error
  }
  await database.delete('acts', id)
}

/** One sale that the server cannot even read must not hold back the others: then each is sent by itself. */
async function askFor(due: readonly OutgoingSale[]): Promise<SentSale[]> {
  try {
    const { items } = await call(sales.sendSales, { body: { sales: due.map(({ sale }) => sale) } })
    return items
  } catch (error) {
    if (!(error instanceof RefusalError) || error.code === 'till_not_enrolled') throw error
    if (due.length === 1)
      return [{ id: due[0]!.id, result: 'refused', code: error.code, sentence: error.sentence }]
  }
  const answers: SentSale[] = []
  for (const sale of due) answers.push(...(await askFor([sale])))
  return answers
}

function settled(due: readonly OutgoingSale[], answer: SentSale, link: (token: string) => string) {
  if (answer.result === 'refused')
    return { id: answer.id, state: 'stuck' as const, sentence: answer.sentence }
  const { id, result, number, token, sentence } = answer
  const receipt = due.find(sale => sale.id === id)!.receipt
  return { id, state: result, sentence, receipt: { ...receipt, number, link: link(token) } }
}
