import { api as drawers } from '../../../contract/till/drawer.ts'
import type { SentSale } from '../../../contract/till/sales.ts'
import { api as sales } from '../../../contract/till/sales.ts'
import { call, RefusalError } from '../../client/public.ts'
import type { DrawerAct } from './database.ts'
import type { DrawerBook } from './drawer-book.ts'
import { aloneOrNot } from './locks.ts'
import type { Outbox, OutgoingSale } from './outbox.ts'

const batch = 50
/** No tab asks for longer than this by itself, whatever the clock says. */
const longestAskMs = 60_000

/**
 * Sends what waits, the drawer's openings first, then the sales in the order in which they were taken. Only one tab does it
 * at a time; a repeat is harmless, since everything has its id. Throws ConnectionLost when the network is away: then it stays
 * and waits. Gives what the server failed at, for others to go on first.
 */
export async function sendWaiting(
  book: DrawerBook,
  outbox: Outbox,
  link: (token: string) => string,
): Promise<readonly Failed[]> {
  const failed: Failed[] = []
  await aloneOrNot('sending', async () => {
    failed.push(...(await sendActs(book)))
    const unopened = new Set(failed.map(({ act }) => act.drawerId))
    const tried = new Set<string>()
    for (;;) {
      const due = (await outbox.waiting())
        .filter(sale => isDue(sale, Date.now()) && !tried.has(sale.id) && !unopened.has(sale.sale.drawerId))
        .slice(0, batch)
      if (due.length === 0) break
      for (const { id } of due) tried.add(id)
      const answers = await askFor(due)
      await outbox.settle(answers.map(answer => settled(due, answer, link)))
    }
  })
  return failed
}

/** True unless a tab is asking for it this very moment. A clock that was set back does not make it wait for that. */
export function isDue({ askedUntil }: Pick<OutgoingSale, 'askedUntil'>, now: number): boolean {
  return askedUntil < now || askedUntil > now + longestAskMs
}

interface Failed {
  readonly act: DrawerAct['act']
  readonly error: RefusalError
}

/**
 * One that the server refuses cannot be mended here: it is kept and said, and must not hold back the sales behind it. One
 * that the server failed at waits for the next time, and with it the sales of the drawer that it opens.
 */
async function sendActs(book: DrawerBook): Promise<Failed[]> {
  const failed: Failed[] = []
  for (const one of await book.waiting()) {
    try {
      await sendAct(book, one)
    } catch (error) {
      if (!(error instanceof RefusalError) || error.code === 'till_not_enrolled') throw error
      if (error.code === 'server_error') failed.push({ act: one.act, error })
      else await book.refused(one, error.sentence)
    }
  }
  return failed
}

async function sendAct(book: DrawerBook, { id, at, act }: DrawerAct): Promise<void> {
  const { drawerId, signInId } = act
  if (act.kind === 'open') {
    const body = { id: drawerId, signInId, floatMinor: act.floatMinor, at }
    await book.opened({ id, at, act }, await call(drawers.openDrawer, { body }, { idempotencyKey: id }))
  } else {
    const { kind, amountMinor, reason } = act
    const body = { id, signInId, kind, amountMinor, reason, at }
    await call(drawers.moveCash, { params: { drawerId }, body }, { idempotencyKey: id })
    await book.moved(id)
  }
}

/**
 * One sale that the server cannot even read must not hold back the others: then each is sent by itself. One that it failed
 * at has no answer, and waits for the next time.
 */
async function askFor(due: readonly OutgoingSale[]): Promise<SentSale[]> {
  try {
    const { items } = await call(sales.sendSales, { body: { sales: due.map(({ sale }) => sale) } })
    return items
  } catch (error) {
    if (!(error instanceof RefusalError) || error.code === 'till_not_enrolled') throw error
    if (due.length === 1 && error.code === 'server_error') return []
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
