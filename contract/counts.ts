import { z } from 'zod'
import { adjustment } from './adjustments.ts'
import { endpointsOf } from './endpoint.ts'
import {
  acknowledged,
  date,
  id,
  identifier,
  note,
  page,
  quantityOrZero,
  searchQuery,
  time,
} from './primitives.ts'

const endpoint = endpointsOf('stock')

export const countState = z.enum(['open', 'posted', 'cancelled'])
export type CountState = z.infer<typeof countState>

const place = z.object({ id, code: z.string(), name: z.string() })

export const countRow = z.object({
  id,
  number: z.string(),
  state: countState,
  location: place,
  note: z.string(),
  startedAt: time,
  startedBy: z.string(),
  bins: z.number().int(),
  finishedBins: z.number().int(),
})
export type CountRow = z.infer<typeof countRow>

/** A bin of a count, and how far it is. */
export const countBin = z.object({
  id,
  code: z.string(),
  finishedAt: time.nullable(),
  finishedBy: z.string().nullable(),
  /** Lines and pieces that were counted there so far. */
  counted: z.number().int(),
  /** How many of them differ from the ledger; null while a blind count does not tell. */
  differences: z.number().int().nullable(),
})
export type CountBin = z.infer<typeof countBin>

export const stockCount = z.object({
  id,
  number: z.string(),
  state: countState,
  isBlind: z.boolean(),
  location: place,
  note: z.string(),
  startedAt: time,
  startedBy: z.string(),
  endedAt: time.nullable(),
  endedBy: z.string().nullable(),
  /** Null where all products are counted. */
  products: z.array(z.object({ variantId: id, name: z.string() })).nullable(),
  bins: z.array(countBin),
  /** What posting changed; empty before. */
  moved: adjustment.shape.lines,
})
export type StockCount = z.infer<typeof stockCount>

/** Goods without serial numbers in one bin: what was counted, or what is still to be counted there. */
export const countLine = z.object({
  variantId: id,
  product: z.string(),
  productNumber: z.string(),
  decimals: z.number().int(),
  tracksLots: z.boolean(),
  lotNumber: z.string().nullable(),
  expiresOn: date.nullable(),
  /** Null while nobody counted it. */
  counted: quantityOrZero.nullable(),
  /** What the ledger said when it was counted, or says now; null while a blind count does not tell. */
  expected: quantityOrZero.nullable(),
  countedAt: time.nullable(),
  countedBy: z.string().nullable(),
})
export type CountLine = z.infer<typeof countLine>

export const pieceVerdict = z.enum(['here', 'elsewhere', 'gone', 'unknown'])

/** A scanned piece: it belongs here, is elsewhere in the shop by the books, has left it by the books, or is not known. */
export const countPiece = z.object({
  id,
  serial: z.string(),
  unitId: id.nullable(),
  product: z.string().nullable(),
  lotNumber: z.string().nullable(),
  verdict: pieceVerdict,
  /** “in bin A-02 at Harbour Street”, “delivered on D1004”. */
  where: z.string().nullable(),
  countedAt: time,
  countedBy: z.string(),
})
export type CountPiece = z.infer<typeof countPiece>

/** What a scan meant, said at once. */
export const countedScan = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('piece'),
    piece: countPiece,
    /** It was counted before: “in A-01 by Bob”; only the last scan counts. */
    before: z.string().nullable(),
  }),
  /** Goods that are counted by quantity: the screen asks how many. */
  z.object({ kind: z.literal('goods'), line: countLine }),
  /** The product is counted piece by piece, or is no part of this count: `sentence` says so. */
  z.object({ kind: z.literal('refused'), text: z.string(), sentence: z.string() }),
])
export type CountedScan = z.infer<typeof countedScan>

/** A difference between what was found and what the books say, in one bin. */
export const countDifference = z.object({
  key: z.string(),
  kind: z.enum(['missing', 'unknown', 'elsewhere', 'gone', 'less', 'more']),
  bin: z.string(),
  product: z.string().nullable(),
  lotNumber: z.string().nullable(),
  serial: z.string().nullable(),
  unitId: id.nullable(),
  where: z.string().nullable(),
  decimals: z.number().int(),
  expected: quantityOrZero,
  counted: quantityOrZero,
  /** Why posting leaves it as it is: nobody knows it, it left the shop by the books, it moved since; null when it is posted. */
  leftBecause: z.enum(['unknown', 'gone', 'moved']).nullable(),
})
export type CountDifference = z.infer<typeof countDifference>

const countId = z.object({ countId: id })
const countAndBin = z.object({ countId: id, binId: id })

export const api = {
  listCounts: endpoint({
    method: 'GET',
    path: '/stock-counts',
    summary: 'Stock counts, newest first; searched by number, location or note',
    access: 'stock.read',
    query: searchQuery.extend({ state: countState.optional() }),
    answer: page(countRow),
  }),
  startCount: endpoint({
    method: 'POST',
    path: '/stock-counts',
    summary: 'Start a count; nothing is frozen by it',
    access: 'stock.write',
    body: z.object({
      locationId: id,
      /** All bins of the location when empty. */
      binIds: z.array(id).max(5000).default([]),
      /** All products when empty. */
      variantIds: z.array(id).max(5000).default([]),
      isBlind: z.boolean().default(false),
      note: note.default(''),
    }),
    answer: stockCount,
    refusals: ['not_found'],
  }),
  readCount: endpoint({
    method: 'GET',
    path: '/stock-counts/:countId',
    summary: 'One count, bin by bin',
    access: 'stock.read',
    params: countId,
    answer: stockCount,
    refusals: ['not_found'],
  }),
  listCountLines: endpoint({
    method: 'GET',
    path: '/stock-counts/:countId/bins/:binId/lines',
    summary: 'What is counted by quantity in a bin: counted already, and still to be counted',
    access: 'stock.read',
    params: countAndBin,
    answer: z.object({ items: z.array(countLine) }),
    refusals: ['not_found'],
  }),
  listCountPieces: endpoint({
    method: 'GET',
    path: '/stock-counts/:countId/bins/:binId/pieces',
    summary: 'The pieces that were scanned in a bin, the latest first',
    access: 'stock.read',
    params: countAndBin,
    query: searchQuery,
    answer: page(countPiece),
    refusals: ['not_found'],
  }),
  scanCounted: endpoint({
    method: 'POST',
    path: '/stock-counts/:countId/bins/:binId/scans',
    summary: 'Count what was scanned; each scan is told what it is',
    access: 'stock.write',
    params: countAndBin,
    body: z.object({ texts: z.array(z.string().min(1).max(500)).min(1).max(10_000) }),
    answer: z.object({ items: z.array(countedScan) }),
    refusals: ['not_found', 'wrong_state'],
  }),
  removeCountedPiece: endpoint({
    method: 'DELETE',
    path: '/stock-counts/:countId/pieces/:pieceId',
    summary: 'Take back a scan',
    access: 'stock.write',
    params: countId.extend({ pieceId: id }),
    answer: acknowledged,
    refusals: ['not_found', 'wrong_state'],
  }),
  saveCountLine: endpoint({
    method: 'PUT',
    path: '/stock-counts/:countId/bins/:binId/lines',
    summary: 'Say how many of a lot, or of goods without lots, are in a bin; null takes it back',
    access: 'stock.write',
    params: countAndBin,
    body: z.object({
      variantId: id,
      lotNumber: identifier.nullable().default(null),
      /** Only of a lot that is new. */
      expiresOn: date.nullable().default(null),
      counted: quantityOrZero.nullable(),
      /** What the counter saw as counted before: null for nothing. Two who count the same are told of each other. */
      was: quantityOrZero.nullable(),
    }),
    answer: countLine,
    refusals: [
      'not_found',
      'wrong_state',
      'changed_meanwhile',
      'count_by_scan',
      'not_in_count',
      'lot_number_needed',
      'lot_not_tracked',
    ],
  }),
  finishCountBin: endpoint({
    method: 'POST',
    path: '/stock-counts/:countId/bins/:binId/finish',
    summary: 'All that is in the bin is counted: what the books have there besides is missing',
    access: 'stock.write',
    params: countAndBin,
    answer: stockCount,
    refusals: ['not_found', 'wrong_state'],
  }),
  reopenCountBin: endpoint({
    method: 'POST',
    path: '/stock-counts/:countId/bins/:binId/reopen',
    summary: 'Count the bin on: what was missing there is looked for again',
    access: 'stock.write',
    params: countAndBin,
    answer: stockCount,
    refusals: ['not_found', 'wrong_state'],
  }),
  listCountDifferences: endpoint({
    method: 'GET',
    path: '/stock-counts/:countId/differences',
    summary: 'What is missing, unexpected or elsewhere, bin by bin',
    access: 'stock.read',
    params: countId,
    query: searchQuery.extend({ kind: countDifference.shape.kind.optional() }),
    answer: page(countDifference),
    refusals: ['not_found'],
  }),
  postCount: endpoint({
    method: 'POST',
    path: '/stock-counts/:countId/post',
    summary: 'Put the books right by the differences, all of them or nothing; once',
    access: 'stock.write',
    params: countId,
    answer: stockCount,
    refusals: [
      'not_found',
      'wrong_state',
      'below_claimed',
      'below_reserved',
      'unit_taken',
      'unit_elsewhere',
      'pieces_unnamed',
      'serial_exists',
      'expiry_needed',
      'made_on_needed',
      'lot_differs',
      'lot_number_needed',
      'lot_not_tracked',
    ],
  }),
  cancelCount: endpoint({
    method: 'POST',
    path: '/stock-counts/:countId/cancel',
    summary: 'Give the count up; the stock stays as it is',
    access: 'stock.write',
    params: countId,
    answer: stockCount,
    refusals: ['not_found', 'wrong_state'],
  }),
}
