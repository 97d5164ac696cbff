import { yearNow } from './dates.ts'
import { elementsOf } from './facts.ts'
import type { Facts } from './message.ts'
import { type Refused, refused } from './problem.ts'

/**
 * The Digital Link of a product, lot or piece: `https://domain/01/…/10/…/21/…?17=…`. `domain` is a host name, with port
 * and path if need be, without `https://`. Refuses what a barcode cannot carry, and a lot or serial of dots only.
 */
export function formatDigitalLink(
  { domain, ...facts }: Omit<Facts, 'sscc'> & { readonly domain: string; readonly gtin: string },
  currentYear = yearNow(),
): { readonly ok: true; readonly url: string } | Refused {
  if (!/^[A-Za-z0-9.:-]+(\/[A-Za-z0-9._~-]+)*\/?$/.test(domain)) {
    return refused('bad-value', 0, `"${domain}" is no domain for a web address.`)
  }
  const made = elementsOf(facts, currentYear)
  if (!made.ok) return made
  const inPath = ['01', '10', '21'].flatMap(ai => made.elements.filter(element => element.ai === ai))
  // Browsers drop "." and ".." from a path, percent-encoded or not.
  const dots = inPath.find(({ value }) => /^\.{1,2}$/.test(value))
  if (dots) return refused('bad-value', 0, `"${dots.value}" alone cannot stand in a web address.`)
  const path = inPath.map(({ ai, value }) => `/${ai}/${encoded(value)}`).join('')
  const query = made.elements.filter(element => !inPath.includes(element))
  const attributes = query.map(({ ai, value }) => `${ai}=${encoded(value)}`).join('&')
  const stem = `https://${domain.replace(/\/$/, '')}`
  return { ok: true, url: stem + path + (attributes && `?${attributes}`) }
}

function encoded(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
