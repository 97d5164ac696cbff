import { z } from 'zod'
import { dispatchIdentifierMode } from '../dispatch-identifiers.ts'
import { endpointsOf } from '../endpoint.ts'
import { date, id } from '../primitives.ts'

const endpoint = endpointsOf('till')

/**
 * How a device keeps its copy: it asks without `since` and goes on with each `cursor` until `more` is false; later it asks
 * with the last cursor and gets what changed. While `full` is true the whole is being told: what the device has that was not
 * told by the end of that run is gone. A page is never an old state of a row that an earlier one told newer.
 */
const run = {
  cursor: z.string(),
  more: z.boolean(),
  full: z.boolean(),
}
const query = z.object({
  since: z.string().max(4000).optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(2000),
})

/** A variant as a till sells it. */
export const tillProduct = z.object({
  variantId: id,
  productId: id,
  /** With its option values, as “T-shirt · Red · M”. */
  name: z.string(),
  productName: z.string(),
  /** Its option values, in the order of the options: S, Red. Empty for a product that is one variant. */
  optionValues: z.array(z.string()),
  /** For lists: by this, then by `position`. */
  sortName: z.string(),
  position: z.number().int(),
  productNumber: z.string(),
  /** As they are stored: GTINs in 14 digits, own codes as typed. */
  barcodes: z.array(z.string()),
  priceMinor: z.number().int(),
  taxBasisPoints: z.number().int(),
  decimals: z.number().int(),
  categoryId: id.nullable(),
  /** `/api/v1/pictures/<id>/small`; null without one. */
  pictureId: z.uuid().nullable(),
  tracking: z.object({ lots: z.boolean(), serials: z.boolean() }),
  /** Whether each piece that is sold needs a serial of a piece in stock: tracked so, or of single use. */
  piecesHaveSerials: z.boolean(),
  identifierMode: dispatchIdentifierMode,
  /** Of multiple use: the values to choose from, 500 at most. */
  identifierValues: z.array(z.string()),
  /** How many days a lot must have left when it is sold. */
  minimumDaysAtSale: z.number().int().nullable(),
})
export type TillProduct = z.infer<typeof tillProduct>

/** A lot that is at the till's location. */
export const tillLot = z.object({
  id,
  variantId: id,
  number: z.string(),
  expiresOn: date.nullable(),
  /** On hand here and not chosen for anything, in smallest units. */
  free: z.number().int(),
  /** Why it is held ("recalled: glass found"), or null. Whether it has expired, the device sees by its own calendar. */
  held: z.string().nullable(),
})
export type TillLot = z.infer<typeof tillLot>

/** A piece that is at the till's location. */
export const tillPiece = z.object({
  id,
  variantId: id,
  lotId: id.nullable(),
  serial: z.string(),
  /** Why it cannot be sold beside its lot's reasons: "chosen for D1004", "quarantined: scratched"; or null. */
  blocked: z.string().nullable(),
})
export type TillPiece = z.infer<typeof tillPiece>

export const api = {
  syncCatalogue: endpoint({
    method: 'GET',
    path: '/till/catalogue',
    summary: 'Products, prices, taxes, barcodes and categories: all of them, then what changed',
    access: 'till',
    query,
    answer: z.object({
      ...run,
      products: z.array(tillProduct),
      /** Variants that are not sold any more. */
      gone: z.array(id),
      /** All of them, each time; parents before their children. */
      categories: z.array(
        z.object({ id, parentId: id.nullable(), name: z.string(), depth: z.number().int() }),
      ),
    }),
    refusals: ['till_not_enrolled'],
  }),
  syncStock: endpoint({
    method: 'GET',
    path: '/till/stock',
    summary: 'Lots, serials and quantities at the till’s location: all of them, then what changed',
    access: 'till',
    query,
    answer: z.object({
      ...run,
      /** What can be sold of each variant here, after what orders have reserved; a variant that was never told has none. */
      sellable: z.array(
        z.object({ variantId: id, quantity: z.number().int(), backordersAllowed: z.boolean() }),
      ),
      lots: z.array(tillLot),
      lotsGone: z.array(id),
      pieces: z.array(tillPiece),
      piecesGone: z.array(id),
    }),
    refusals: ['till_not_enrolled'],
  }),
}
