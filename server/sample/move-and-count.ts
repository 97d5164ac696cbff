import * as stock from '../stock/public.ts'
import { after, daysBefore, type Made, type Step } from './steps.ts'

/** Goods and younger lots that the warehouse sent to the store a week ago, and a count of mugs that was posted. */
export async function moveAndCount(step: Step, made: Made, now: Date): Promise<void> {
  await sendToStore(step, made, { number: 'BOWL-20', quantity: 2, at: daysBefore(now, 7, 9), arrives: true })
  for (const number of ['HONEY-340', 'MILK-UHT', 'OLIVE-500', 'SHORTBREAD'])
    await sendToStore(step, made, { number, quantity: 4, at: daysBefore(now, 6, 9), arrives: true })
  await countMugs(step, made, daysBefore(now, 5, 17), true)
}

/** What was sent this morning and is on its way; and a count that somebody has begun. */
export async function moveAndCountToday(step: Step, made: Made, now: Date): Promise<void> {
  await sendToStore(step, made, { number: '22423', quantity: 3, at: daysBefore(now, 0, 8), arrives: false })
  await countMugs(step, made, daysBefore(now, 0, 8), false)
}

interface Sending {
  number: string
  quantity: number
  at: Date
  arrives: boolean
}

async function sendToStore(step: Step, made: Made, { number, quantity, at, arrives }: Sending) {
  const { variantId } = made.variants.get(number)!
  const id = await step(async tx => {
    const { items } = await stock.listLevels(tx, variantId, { locationId: made.warehouse.id })
    // Of a younger lot than the shop's, so that somebody at the till has to choose.
    const free = items.findLast(level => level.onHand - level.allocated >= quantity)
    if (free === undefined) return null
    const line = { variantId, binId: free.bin.id, lotId: free.lot?.id ?? null, unitId: null, quantity }
    const input = {
      fromLocationId: made.warehouse.id,
      toLocationId: made.store.id,
      note: 'For the window',
      lines: [line],
    }
    return (await stock.draftTransfer(tx, input)).id
  }, at)
  if (id === null) return
  await step(tx => stock.sendTransfer(tx, id).then(() => true), after(at, 0.1))
  if (!arrives) return
  await step(
    async tx => {
      const { lines } = await stock.readTransfer(tx, id)
      const binId = made.store.bins[0]!.id
      await stock.receiveTransfer(
        tx,
        id,
        lines.map(line => ({ lineId: line.id, binId, quantity: line.quantity })),
      )
      return true
    },
    after(at, 5),
  )
}

/** One mug is missing where there are some. Only what is free is counted short, so that posting it takes nothing from an order. */
async function countMugs(step: Step, made: Made, at: Date, isPosted: boolean): Promise<void> {
  const { variantId } = made.variants.get('MUG-SLATE')!
  await step(async tx => {
    const { items } = await stock.listLevels(tx, variantId, { locationId: made.warehouse.id })
    const binIds = items.map(level => level.bin.id)
    if (binIds.length === 0) return null
    const count = await stock.startCount(tx, {
      locationId: made.warehouse.id,
      binIds,
      variantIds: [variantId],
      isBlind: false,
      note: isPosted ? '' : 'The shelf by the door is left',
    })
    if (!isPosted) return count.id
    for (const [index, level] of items.entries()) {
      const isShort = index === 0 && level.onHand - level.allocated > 1
      const counted = level.onHand - (isShort ? 1 : 0)
      const line = { variantId, lotNumber: null, expiresOn: null, counted, was: null }
      await stock.saveCountLine(tx, count.id, level.bin.id, line)
      await stock.finishCountBin(tx, count.id, level.bin.id)
    }
    return (await stock.postCount(tx, count.id)).id
  }, at)
}
