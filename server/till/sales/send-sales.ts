import type { RefusalCode } from '../../../contract/refusals.ts'
import { goodsRefusals, type SentSale, type TillSaleInput } from '../../../contract/till/sales.ts'
import { inTransaction, type Tx } from '../../platform/database/public.ts'
import type { House } from '../../platform/house.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/routes/public.ts'
import type { TillDevice } from '../device/which-till.ts'
import { keepConflict } from './keep-conflict.ts'
import { readTaken } from './store-sale.ts'
import { takeSale } from './take-sale.ts'

/** What is with a manager to settle: the customer has paid and gone, and the goods are not as the till thought. */
const settledByManager: ReadonlySet<string> = new Set<RefusalCode>([...goodsRefusals, 'till_right_lacking'])

/**
 * Takes sales that were paid while the network was away, in their order, each in a transaction of its own. One whose goods
 * are gone is kept whole as a conflict and holds nobody up. What was sent before has its first answer, found for all at once.
 */
export async function sendSales(
  { house, reader }: Pick<Call, 'house' | 'reader'>,
  till: TillDevice,
  sales: readonly TillSaleInput[],
): Promise<{ items: SentSale[] }> {
  const known = await readTaken(reader, sales)
  const items: SentSale[] = []
  for (const sale of sales) {
    const taken = known.get(sale.id)
    if (taken === undefined) items.push(await takeOne(house, till, sale))
    else items.push(taken instanceof Refusal ? refusedSale(sale, taken) : taken)
  }
  return { items }
}

async function takeOne(house: House, till: TillDevice, sale: TillSaleInput): Promise<SentSale> {
  const act = { actor: { id: 0, name: till.name }, at: house.clock(), timeZone: till.timeZone }
  const onItsDay = (work: (tx: Tx) => Promise<SentSale>) =>
    inTransaction(house.pool, act, tx => work({ ...tx, today: dayOf(sale, tx, till.timeZone) }))
  try {
    return await onItsDay(tx => takeSale(tx, till, sale, 'queue'))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (!settledByManager.has(error.code)) return refusedSale(sale, error)
    return keepOrRefuse(onItsDay, till, sale, error)
  }
}

async function keepOrRefuse(
  onItsDay: (work: (tx: Tx) => Promise<SentSale>) => Promise<SentSale>,
  till: TillDevice,
  sale: TillSaleInput,
  conflict: Refusal,
): Promise<SentSale> {
  try {
    return await onItsDay(tx => keepConflict(tx, till, sale, conflict))
  } catch (error) {
    if (error instanceof Refusal) return refusedSale(sale, error)
    throw error
  }
}

/** What had not expired when it went over the counter was sold rightly, even if the network came back a day later. */
function dayOf(sale: TillSaleInput, tx: Tx, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(
    new Date(sale.takenAt),
  )
  return day < tx.today ? day : tx.today
}

const refusedSale = (sale: TillSaleInput, { code, message }: Refusal): SentSale => ({
  id: sale.id,
  result: 'refused',
  code,
  sentence: message,
})
