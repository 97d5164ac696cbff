import { sql } from 'kysely'
import type { TakenSale, TillSaleInput } from '../../../contract/till/sales.ts'
import * as documents from '../../documents/public.ts'
import * as fulfilment from '../../fulfilment/public.ts'
import type { Tx } from '../../platform/database/public.ts'
import { Refusal, refuse } from '../../platform/refusal.ts'
import * as sales from '../../sales/public.ts'
import { type ActingCashier, actingAs, cashierOf } from '../device/cashier-of.ts'
import type { TillDevice } from '../device/which-till.ts'
import { shareDrawers } from './drawers.ts'
import { sumsOf } from './sale-sums.ts'
import { newToken, numberSale, readTaken, type StoredSale, storeSale } from './store-sale.ts'

/** Where a sale comes from: paid just now, paid while the network was away, or the second half of an exchange. */
export type Origin = 'counter' | 'queue' | 'exchange'

/**
 * Takes a sale: the receipt is at once an order that is paid and its delivered note, the goods leave through the ledger,
 * and the till's next number is taken last. All of it or nothing; done once for the sale's id, for ever. Refuses
 * cashier_unknown, till_right_lacking, drawer_closed, sale_id_reused, sale_sums_differ, and what `chooseGoods` and
 * `handOver` refuse of the goods.
 */
export async function takeSale(
  tx: Tx,
  till: TillDevice,
  sale: TillSaleInput,
  origin: Origin = 'counter',
): Promise<TakenSale> {
  // Statements that are started together travel together. Whatever else is wrong by now, what was answered before stands.
  const [before, who, where, what, buyer] = await Promise.allSettled([
    firstAnswer(tx, sale),
    cashierOf(tx, till, sale.signInId, origin !== 'queue'),
    shareDrawers(tx, till, sale.drawerId),
    fulfilment.chooseGoods(tx, 'This sale', sale.lines),
    refuseUnknownCustomer(tx, sale.customerId),
  ])
  const answered = told(before)
  if (answered !== undefined) return answered
  const cashier = told(who)
  const drawers = told(where)
  if (origin !== 'queue' && !drawers.isOpen) throw refuse('drawer_closed', { till: till.name })
  const discountAllowedBy = await whoAllowed(tx, till, sale, cashier)
  refuseStrayExchange(sale, origin)
  const acting = actingAs(tx, cashier)
  const goods = told(what)
  told(buyer)
  const decimals = goods.map(one => one.decimals)
  const sums = sumsOf(sale, decimals)
  const documentId = await openReceipt(acting, till)
  const stored: StoredSale = {
    documentId,
    cashierId: cashier.id,
    discountAllowedBy,
    drawers,
    decimals,
    sums,
    token: newToken(),
    conflict: null,
  }
  const [, orderLineIds] = await Promise.all([
    storeSale(acting, till, sale, stored),
    recordOrder(acting, till, sale, documentId),
  ])
  await fulfilment.handOver(acting, { documentId, locationId: till.locationId, orderLineIds, goods })
  return numberSale(acting, till, sale.id, stored)
}

function told<Value>(settled: PromiseSettledResult<Value>): Value {
  if (settled.status === 'rejected') throw settled.reason
  return settled.value
}

/** The receipt's document; its number comes last. */
export const openReceipt = (tx: Tx, till: TillDevice): Promise<number> =>
  documents.openUnnumbered(tx, 'till_receipt', 'sold', { till: till.name })

/** The order that the receipt is, paid; gives the ids of its lines. */
export function recordOrder(
  tx: Tx,
  till: Pick<TillDevice, 'locationId'>,
  sale: TillSaleInput,
  documentId: number,
): Promise<number[]> {
  return sales.recordReceipt(tx, {
    id: documentId,
    customerId: sale.customerId,
    locationId: till.locationId,
    placedAt: sale.takenAt < tx.at ? sale.takenAt : tx.at,
    paidOn: tx.today,
    pricesIncludeTax: sale.pricesIncludeTax,
    discountBasisPoints: sale.discountBasisPoints,
    totalMinor: sale.totalMinor,
    notes: sale.note,
    lines: sale.lines,
    payments: sale.payments.map(({ method, amountMinor, reference }) => ({
      method: method === 'exchange' ? 'other' : method,
      amountMinor,
      reference: method === 'exchange' ? 'Exchange' : reference,
    })),
  })
}

async function firstAnswer(tx: Tx, sale: TillSaleInput): Promise<TakenSale | undefined> {
  const taken = (await readTaken(tx, [sale])).get(sale.id)
  if (taken instanceof Refusal) throw taken
  return taken
}

async function refuseUnknownCustomer(tx: Tx, customerId: number | null): Promise<void> {
  if (customerId === null) return
  const { rows } = await sql`select from customer where id = ${customerId}`.execute(tx.db)
  if (rows.length === 0) throw refuse('not_found', { what: 'customer' })
}

/** Who else allowed the discount, where the cashier has no right to give one; null where nobody has to. */
async function whoAllowed(
  tx: Tx,
  till: TillDevice,
  sale: TillSaleInput,
  { name, mayDiscount }: ActingCashier,
): Promise<number | null> {
  const isLess = sale.discountBasisPoints > 0 || sale.lines.some(line => line.discountBasisPoints > 0)
  if (!isLess || mayDiscount) return null
  const allowing =
    sale.discountSignInId === undefined ? null : await cashierOf(tx, till, sale.discountSignInId, false)
  if (!allowing?.mayDiscount) throw refuse('till_right_lacking', { name, right: 'give discounts' })
  return allowing.id
}

function refuseStrayExchange(sale: TillSaleInput, origin: Origin): void {
  if (origin === 'exchange' || sale.payments.every(one => one.method !== 'exchange')) return
  const sentence = 'Only an exchange is paid with what came back. Take another method.'
  throw refuse('bad_input', { problems: [{ path: 'payments', sentence }] })
}
