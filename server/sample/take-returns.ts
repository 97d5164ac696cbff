import type { DeliveryNote } from '../../contract/fulfilment.ts'
import { type ReturnLineInput, type ReturnOutcome, returnInput } from '../../contract/returns.ts'
import type { Location } from '../../contract/stock.ts'
import * as fulfilment from '../fulfilment/public.ts'
import { after, daysBefore, type Made, type Step } from './steps.ts'

/** What customers gave back some days ago: a piece that is repaired, and goods that are sold again. */
export async function takeReturns(
  step: Step,
  made: Made,
  delivered: readonly DeliveryNote[],
  now: Date,
): Promise<void> {
  const repaired = delivered.findLast(note => pieceOf(note) !== undefined)
  const alike = delivered.find(note => note.lines.some(isAlike))
  if (repaired) await takePiece(step, made, repaired, daysBefore(now, 4, 11), 'repair')
  if (alike) await takeAlike(step, made, alike, daysBefore(now, 4, 14))
}

/** What came back this morning waits to be looked at. */
export async function takeOneBack(
  step: Step,
  made: Made,
  delivered: readonly DeliveryNote[],
  now: Date,
): Promise<void> {
  const waiting = delivered.filter(note => pieceOf(note) !== undefined).at(-2)
  if (waiting) await takePiece(step, made, waiting, daysBefore(now, 0, 9), null)
}

const pieceOf = (note: DeliveryNote) => note.lines.flatMap(line => line.picks.flatMap(pick => pick.units))[0]
const isAlike = (line: DeliveryNote['lines'][number]) =>
  line.picks.every(pick => pick.lot === null && pick.units.length === 0) && line.quantity > 1

async function takePiece(
  step: Step,
  made: Made,
  note: DeliveryNote,
  at: Date,
  outcome: ReturnOutcome | null,
): Promise<void> {
  const unitId = pieceOf(note)!.id
  const returned = await take(step, made, note, at, 'Faulty', {
    unitId,
    comment: 'Does not switch on',
  })
  const [line] = returned.lines
  if (outcome === null || line === undefined) return
  const judged = { lineId: line.id, outcome, finding: 'Battery is flat for good', binId: null }
  await step(tx => fulfilment.inspectReturn(tx, returned.id, { lines: [judged] }), after(at, 2))
}

/** One of several that are all alike, put back on the shelf at once. */
async function takeAlike(step: Step, made: Made, note: DeliveryNote, at: Date): Promise<void> {
  const noteLineId = note.lines.find(isAlike)!.id
  await take(step, made, note, at, 'Changed their mind', {
    noteLineId,
    outcome: 'resell',
    comment: 'Wrong colour',
  })
}

function take(
  step: Step,
  made: Made,
  note: DeliveryNote,
  at: Date,
  reason: string,
  what: Partial<ReturnLineInput>,
): ReturnType<typeof fulfilment.takeReturn> {
  return step(async tx => {
    const { items } = await fulfilment.listReturnReasons(tx)
    const { id: reasonId } = items.find(one => one.name === reason) ?? items[0]!
    const line = { reasonId, binId: returnsBin(made, note.location.id), ...what }
    return fulfilment.takeReturn(tx, returnInput.parse({ customerId: note.customer.id, lines: [line] }))
  }, at)
}

/** The bin of the location that returns lie in; its last one where none is called so. */
function returnsBin(made: Made, locationId: number): number {
  const location: Location = locationId === made.store.id ? made.store : made.warehouse
  return (location.bins.find(bin => bin.code === 'RETURNS') ?? location.bins.at(-1)!).id
}
