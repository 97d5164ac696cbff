import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { api } from '../../../contract/till/sync.ts'
import type { Reader } from '../../platform/database/public.ts'
import { cursorOf, type Run, runOf } from './cursor.ts'
import { readLots, readPieces, readSellable } from './stock-lists.ts'

type Stock = AnswerOf<typeof api.syncStock>

/** A part of a list: its rows, sorted into what is here and what is gone, and the key of the last. */
export interface Part {
  readonly tell: (stock: Stock) => void
  readonly count: number
  readonly last: readonly number[]
}

export interface Asked {
  readonly locationId: number
  readonly from: string | null
  readonly after: readonly number[]
  readonly limit: number
}

const phases = [readSellable, readLots, readPieces]

/** What is at a location, list by list: all of it, or what changed. A page ends at its limit, wherever that is. */
export async function syncStock(
  reader: Reader,
  locationId: number,
  { since, limit }: { since?: string | undefined; limit: number },
): Promise<Stock> {
  let run: Run = await runOf(reader, since)
  const stock: Stock = {
    full: run.from === null,
    more: false,
    cursor: '',
    sellable: [],
    lots: [],
    lotsGone: [],
    pieces: [],
    piecesGone: [],
  }
  let room = limit
  while (run.phase < phases.length && room > 0) {
    const asked = { locationId, from: run.from, after: run.after, limit: room }
    const part = await phases[run.phase]!(reader, asked)
    part.tell(stock)
    const isFull = part.count === room
    room -= part.count
    run = isFull ? { ...run, after: part.last } : { ...run, phase: run.phase + 1, after: [] }
  }
  const more = run.phase < phases.length
  return { ...stock, more, cursor: cursorOf(run, !more) }
}
