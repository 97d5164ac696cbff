import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import * as fulfilment from '../fulfilment/public.ts'
import * as people from '../people/public.ts'
import { Refusal } from '../platform/refusal.ts'
import * as till from '../till/public.ts'
import { type CounterBasket, daysOfTrade, soldOffline } from './counter-trade.ts'
import { type At, ringUp } from './ring-up.ts'
import { after, daysBefore, type Made, type Step } from './steps.ts'

/** Who sells at the sample's till, and how a visitor gets in. The PIN opens nothing but a till that was enrolled. */
export const sampleTill = { name: 'Counter', cashier: 'Robin Tate', pin: '2468' }

/** The till in the shop, while it has a device. */
export interface OpenTill {
  readonly device: till.TillDevice
  readonly cashierId: number
}

/** A till in the shop with its cashier. Its tablet sells until `sellToday` takes it away, so that a visitor’s device can take its place. */
export async function openTill(step: Step, made: Made, at: Date): Promise<OpenTill> {
  const cashierId = await step(async tx => {
    const email = 'robin.tate@example.com'
    // Nobody knows the password; whoever wants one for Robin sets it under Staff.
    const robin = { name: sampleTill.cashier, email, role: 'staff', password: people.newToken() } as const
    const { id } = await people.addStaff(tx, robin)
    await till.saveCashier(tx, id, { pin: sampleTill.pin, mayDiscount: true, mayRefund: true })
    return id
  }, at)
  const device = await step(async tx => {
    const { id, number, name } = await till.addTill(tx, { name: sampleTill.name, locationId: made.store.id })
    const { code } = await till.makeEnrolmentCode(tx, id)
    await till.enrol(tx, { code, deviceName: 'Tablet at the counter' }, people.newToken())
    const { rows } = await sql<{ deviceId: number; timeZone: string }>`
      select device.id as "deviceId", shop.time_zone as "timeZone" from till_device device cross join shop
       where device.till_id = ${id} and device.ended_at is null`.execute(tx.db)
    return { ...rows[0]!, tillId: id, number, name, locationId: made.store.id }
  }, at)
  return { device, cashierId }
}

/** A day at the counter: float, sales, stamps for the post, and a count in the evening with its Z report. */
export async function sellForADay(step: Step, made: Made, open: OpenTill, day: Date, which: 0 | 1) {
  const at = await begin(step, open, day)
  for (const [index, basket] of daysOfTrade[which].entries())
    await sell(step, made, open, at, basket, after(day, 0.5 + index))
  const evening = after(day, 8)
  await step(async tx => {
    const stamps = {
      id: randomUUID(),
      signInId: at.signInId,
      kind: 'out',
      amountMinor: 640,
      reason: 'Stamps',
    } as const
    const { expectedCashMinor } = await till.moveCash(tx, open.device, at.drawerId, { ...stamps, at: tx.at })
    const counted = { signInId: at.signInId, countedMinor: expectedCashMinor - 20 * which, at: tx.at }
    const note = which === 0 ? '' : 'Twenty pence are missing; counted twice.'
    await till.closeDrawer(tx, open.device, at.drawerId, { ...counted, note })
    return true
  }, evening)
}

/**
 * This morning: sales, earbuds that come back, and what was sold while the network was away: a power bank of the lot that
 * had been recalled meanwhile, which a manager has to settle. The drawer stays open, the tablet is no till any more.
 */
export async function sellToday(step: Step, made: Made, open: OpenTill, now: Date): Promise<void> {
  const day = daysBefore(now, 0, 8)
  const moment = (part: number) => new Date(day.getTime() + (now.getTime() - day.getTime()) * part)
  const at = await begin(step, open, day)
  for (const [index, basket] of daysOfTrade[2].entries())
    await sell(step, made, open, at, basket, moment(0.1 * index + 0.05))
  await takeEarbudsBack(step, open, at, moment(0.6))
  await sellOffline(step, made, open, at, moment(0.7))
  await step(tx => till.revokeDevice(tx, open.device.tillId).then(() => true), moment(0.9))
}

function begin(step: Step, { device, cashierId }: OpenTill, day: Date): Promise<At> {
  return step(async tx => {
    const signedIn = await till.signIn(tx, device, { staffId: cashierId, pin: sampleTill.pin })
    if (!('done' in signedIn)) throw new Error('the cashier of the sample cannot sign in')
    const { signInId } = signedIn.done
    const drawer = { id: randomUUID(), signInId, floatMinor: 10_000, at: tx.at }
    return { signInId, drawerId: (await till.openDrawer(tx, device, drawer)).id }
  }, day)
}

function sell(step: Step, made: Made, { device }: OpenTill, at: At, basket: CounterBasket, time: Date) {
  return step(async tx => {
    const sale = await ringUp(tx, made, at, basket)
    return sale && till.takeSale(tx, device, sale)
  }, time)
}

/** What was bought alone comes back for all of its money. */
function takeEarbudsBack(step: Step, { device }: OpenTill, { signInId, drawerId }: At, time: Date) {
  return step(async tx => {
    const { rows } = await sql<{ serial: string; saleId: string; refundMinor: number }>`
      select unit.serial, sale.id as "saleId", sale.total_minor as "refundMinor" from till_sale sale
        join delivery_note_line line on line.note_id = sale.document_id
        join variant v on v.id = line.variant_id and v.product_number = 'EARBUDS-P'
        join movement m on m.document_id = sale.document_id join movement_unit mu on mu.movement_id = m.id
        join unit on unit.id = mu.unit_id
       where sale.state = 'sold' limit 1`.execute(tx.db)
    if (rows[0] === undefined) return null
    const { serial, saleId, refundMinor } = rows[0]
    const { parts } = await till.findReceipt(tx, serial)
    const { items: reasons } = await fulfilment.listReturnReasons(tx)
    const lines = parts.map(({ noteLineId, unit, lot }) => ({
      noteLineId,
      lotId: unit === null ? (lot?.id ?? null) : null,
      unitId: unit?.id ?? null,
      quantity: 1,
      reasonId: reasons[0]!.id,
      outcome: 'resell' as const,
      comment: 'A present that was given twice',
    }))
    const refunds = [{ method: 'card' as const, amountMinor: refundMinor, reference: '' }]
    const back = { id: randomUUID(), drawerId, signInId, at: tx.at, saleId, lines, refundMinor, refunds }
    return till.takeReturn(tx, device, back)
  }, time)
}

/** Sent late: what stands in its way by now is kept with it. */
async function sellOffline(step: Step, made: Made, { device }: OpenTill, at: At, time: Date) {
  const sale = await step(tx => ringUp(tx, made, at, soldOffline), time)
  if (sale === null) return
  let conflict: Refusal | null = null
  await step(tx => till.takeSale(tx, device, sale, 'queue'), time).catch(error => {
    if (!(error instanceof Refusal)) throw error
    conflict = error
  })
  const standsInTheWay: Refusal | null = conflict
  await step(async tx => standsInTheWay && till.keepConflict(tx, device, sale, standsInTheWay), time)
}
