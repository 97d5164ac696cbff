import * as documents from '../server/documents/public.ts'
import * as stock from '../server/stock/public.ts'
import { traceUnit } from '../server/trace/trace-unit.ts'
import { byClients, type Contest } from './contest.ts'
import type { Ground } from './ground.ts'
import { addShelf, addVariants, gatherStatistics, takeIn } from './stock-a-shop.ts'
import { traceByHand } from './trace-floor.ts'

export interface TraceSize {
  readonly units: number
  readonly delivered: number
  /** In one turn. */
  readonly lookUps: number
}

/** Looking up the history of pieces here and there, in a ledger of two pieces a lot, most of them delivered. */
export async function traceContests(ground: Ground, size: TraceSize): Promise<Contest[]> {
  const unitIds = await fillLedger(ground, size)
  const picked = (round: number) =>
    Array.from(
      { length: size.lookUps },
      (_, index) => unitIds[(round * 7919 + index * 104_729) % unitIds.length]!,
    )
  return [1, 8].map(clients => ({
    name: `history of a unit, ${clients} ${clients === 1 ? 'client' : 'clients'}`,
    operations: size.lookUps,
    prepare: async () => {},
    ours: round => byClients(clients, picked(round), unitId => traceUnit(ground.reader, unitId)),
    floor: round => byClients(clients, picked(round), unitId => traceByHand(ground, unitId)),
  }))
}

const mostOnOneReceipt = 20_000
const piecesOfOneProduct = 1000
const mostOnOneNote = 1000

/** Through the verbs of the ledger, in large documents. Gives the ids of all pieces. */
async function fillLedger(ground: Ground, { units, delivered }: TraceSize): Promise<number[]> {
  const shelf = await addShelf(ground, 'TRACE')
  const variantIds = await addVariants(ground, 'Traced', Math.ceil(units / piecesOfOneProduct), 'serials')
  for (let first = 0; first < units; first += mostOnOneReceipt) {
    const count = Math.min(mostOnOneReceipt, units - first)
    await takeIn(
      ground,
      Array.from({ length: count }, (_, index) => ({
        lineId: first + index,
        variantId: variantIds[Math.floor((first + index) / piecesOfOneProduct)]!,
        quantity: 1,
        placeId: shelf.binId,
        lotNumber: `L-${Math.floor((first + index) / 2)}`,
        serial: `T-${first + index}`,
      })),
    )
  }
  await gatherStatistics(ground)
  const { rows } = await ground.ours.query<{ variant_id: number; ids: number[] }>(
    `select variant_id, json_agg(id order by id) as ids from unit where variant_id = any($1) group by variant_id order by variant_id`,
    [variantIds],
  )
  for (const { variant_id: variantId, ids } of rows) {
    const going = ids.slice(0, Math.ceil((ids.length * delivered) / units))
    for (let first = 0; first < going.length; first += mostOnOneNote) {
      const unitIds = going.slice(first, first + mostOnOneNote)
      await sendOut(ground, { locationId: shelf.locationId, variantId, unitIds })
    }
  }
  await gatherStatistics(ground)
  return rows.flatMap(row => row.ids)
}

async function sendOut(
  ground: Ground,
  { locationId, variantId, unitIds }: { locationId: number; variantId: number; unitIds: number[] },
): Promise<void> {
  await ground.act(async tx => {
    const note = await documents.openDocument(tx, 'delivery_note')
    const pick = {
      lineId: note.id,
      orderLineId: note.id,
      variantId,
      quantity: unitIds.length,
      lotId: null,
      unitIds,
    }
    await stock.allocate(tx, { documentId: note.id, locationId, picks: [pick] })
    await stock.deliver(tx, { documentId: note.id })
  })
}
