import { z } from 'zod'
import { id } from './primitives.ts'

/** Where a product belongs, how it is taxed, and where it goes when it comes in. */
export const productDetails = z
  .object({
    categoryId: id.nullable().default(null),
    /** Null: it is sold without tax. */
    taxRateId: id.nullable().default(null),
    defaultLocationId: id.nullable().default(null),
    /** A bin of the default location. */
    defaultBinId: id.nullable().default(null),
  })
  .refine(details => details.defaultBinId === null || details.defaultLocationId !== null, {
    path: ['defaultLocationId'],
    error: 'Choose the location that the bin is in.',
  })
export type ProductDetails = z.infer<typeof productDetails>

export const noDetails: ProductDetails = {
  categoryId: null,
  taxRateId: null,
  defaultLocationId: null,
  defaultBinId: null,
}

/** Whether a product is in the online store, and what is said of it there. */
export const productInStore = z.object({
  published: z.boolean().default(false),
  /** Paragraphs of plain text. */
  description: z
    .string()
    .max(5000, 'Use 5,000 characters at most.')
    .refine(
      text => !text.includes('\u0000') && !/\p{Cs}/u.test(text),
      'This text has a character that cannot be stored.',
    )
    .default(''),
})
export type ProductInStore = z.infer<typeof productInStore>

export const notInStore: ProductInStore = { published: false, description: '' }

/** The bin that goods of a product go to unless a clerk says otherwise. */
export const defaultBin = z.object({ id, code: z.string(), locationId: id })
export type DefaultBin = z.infer<typeof defaultBin>
