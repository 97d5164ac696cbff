import { z } from 'zod'

/** A key of a row. Never shown to people as a name of anything, and never ordered by for meaning. */
export const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)

/** In the variant's smallest counted unit: 1.250 kg with three decimals is 1250. */
export const quantity = z.number().int().positive().max(1_000_000_000_000)
export const quantityOrZero = z.number().int().min(0).max(1_000_000_000_000)

/** In the minor unit of the shop's currency: EUR 2.55 is 255. */
export const moneyMinor = z.number().int().min(0).max(1_000_000_000_000)

/** ISO 4217. */
export const currency = z.string().regex(/^[A-Z]{3}$/, 'Enter a currency code of three letters, as EUR.')

/** A calendar date, for what has no time of day: expiry, made on, expected on. */
export const date = z.iso.date()
export const time = z.iso.datetime()

const forbidden = /[\p{Cc}\p{Cs}]/u

/**
 * A serial, lot number, product number or other identifier: any text of 1 to 100 characters after trimming, case-sensitive.
 * Control characters and lone surrogates are refused, never stripped: they come from a broken scan or a broken file.
 */
export const identifier = z
  .string()
  .trim()
  .min(1, 'Enter at least one character.')
  .max(100, 'Use 100 characters at most.')
  .refine(
    text => !forbidden.test(text),
    'This text has a character that cannot be seen (often from a broken scan). Type it again.',
  )

export const name = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(200, 'Use 200 characters at most.')
  .refine(text => !forbidden.test(text), 'This name has a character that cannot be seen. Type it again.')

export const note = z
  .string()
  .max(2000, 'Use 2,000 characters at most.')
  .refine(
    text => !text.includes('\u0000') && !/\p{Cs}/u.test(text),
    'This text has a character that cannot be stored.',
  )

/** Lists page by cursor: `next` is handed back as `cursor` for the following page, null at the end. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}
export const pageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export const searchQuery = pageQuery.extend({ search: z.string().trim().max(200).optional() })

/** Who did something and when, as histories show it. */
export const act = z.object({ at: time, actor: z.string() })

export const acknowledged = z.object({ ok: z.literal(true) })
