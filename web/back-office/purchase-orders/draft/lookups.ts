import type { PurchaseTerms } from '../../../../contract/buying.ts'
import { api } from '../../../../contract/public.ts'
import { ConnectionLost, call } from '../../../client/public.ts'
import { isNamedBy } from '../../sales-orders/product-by-code.ts'
import { type LineProduct, productOfLine, type UnreadReason } from './draft-line.ts'
import { withTerms } from './purchase-unit.ts'

import type { AskForSerials, SerialQuestion } from './serials-elsewhere.ts'
import { makeTermsLookup } from './terms-lookup.ts'

export type Found<Thing> = { readonly thing: Thing } | { readonly reason: UnreadReason }
export interface NamedSupplier {
  readonly id: number
  readonly name: string
}

/** Finds what typed texts mean; the same text is asked for once. */
export interface Lookups {
  /** A supplier's own numbers mean something beside ours where the supplier is known. */
  product(text: string, supplierId: number | null): Promise<Found<LineProduct>>
  /** Units and price of a variant; null where they could not be asked. */
  terms(variantId: number, supplierId: number | null): Promise<PurchaseTerms | null>
  supplier(text: string): Promise<Found<NamedSupplier>>
  readonly serials: AskForSerials
}

const atOnce = 4

export function makeLookups(): Lookups {
  const line = inLine(atOnce)
  const terms = makeTermsLookup()
  const product = remembered(key => {
    const [supplier = '', ...words] = key.split(' ')
    const supplierId = supplier === '' ? null : Number(supplier)
    return line(() => findProduct(words.join(' '), supplierId, terms))
  })
  return {
    product: (text, supplierId) => product(`${supplierId ?? ''} ${text}`),
    terms,
    supplier: remembered(text => line(() => findSupplier(text))),
    serials: findSerials,
  }
}

/**
 * By product number, then by barcode, then by name: whatever matches exactly; else the only one that the text fits. A
 * supplier's own number and a carton's code are exact too; one that is also our number of another product is asked about.
 */
async function findProduct(
  text: string,
  supplierId: number | null,
  terms: Lookups['terms'],
): Promise<Found<LineProduct>> {
  const asBought = { code: text, ...(supplierId === null ? {} : { supplierId }) }
  const [{ items }, { items: bought }] = await Promise.all([
    call(api.catalog.listVariants, { query: { search: text, limit: 20 } }),
    text.length > 100 ? { items: [] } : call(api.buying.findBoughtAs, { query: asBought }),
  ])
  const isSame = (other: string) => other.toLowerCase() === text.toLowerCase()
  const named =
    items.find(product => product.productNumber === text) ??
    onlyOne(items.filter(product => isNamedBy(product, text)))
  const meant = new Set([...bought.map(one => one.variantId), ...(named ? [named.variantId] : [])])
  if (meant.size > 1) return { reason: 'several_products' }
  const exact =
    named ??
    (bought[0] ? await readVariant(bought[0].variantId) : undefined) ??
    onlyOne(items.filter(product => isSame(product.productNumber))) ??
    onlyOne(items.filter(product => isSame(product.name))) ??
    onlyOne(items)
  if (!exact) return { reason: items.length > 1 ? 'several_products' : 'unknown_product' }
  const carton = bought.find(one => one.by === 'unit_barcode')
  const product = productOfLine(exact)
  const scanned = carton
    ? { ...product, unitsPerPu: carton.units, unitIsChosen: true, scannedUnits: carton.units }
    : product
  return { thing: withTerms(scanned, await terms(exact.variantId, supplierId)) }
}

function readVariant(variantId: number) {
  return call(api.catalog.readVariant, { params: { variantId } })
}

async function findSupplier(text: string): Promise<Found<NamedSupplier>> {
  const { items } = await call(api.people.listSuppliers, { query: { search: text, limit: 20 } })
  const exact = onlyOne(
    items.filter(one => one.name.toLowerCase() === text.toLowerCase() || one.number === text),
  )
  return exact ? { thing: { id: exact.id, name: exact.name } } : { reason: 'unknown_supplier' }
}

async function findSerials(orderId: number | null, asked: readonly SerialQuestion[]) {
  const body = {
    orderId,
    variantIds: asked.map(({ variantId }) => variantId),
    serials: asked.map(({ serial }) => serial),
  }
  return (await call(api.purchasing.findSerials, { body })).items
}

function onlyOne<Thing>(things: readonly Thing[]): Thing | undefined {
  return things.length === 1 ? things[0] : undefined
}

/** What was found stays found for this order; what was not, or could not be asked, is asked again. */
function remembered<Thing>(find: (text: string) => Promise<Found<Thing>>) {
  const known = new Map<string, Promise<Found<Thing>>>()
  return (text: string): Promise<Found<Thing>> => {
    const before = known.get(text)
    if (before !== undefined) return before
    const asked = find(text).catch((error: unknown): Found<Thing> => {
      if (!(error instanceof ConnectionLost)) reportError(error)
      return { reason: 'lost' }
    })
    known.set(text, asked)
    void asked.then(found => {
      if ('reason' in found) known.delete(text)
    })
    return asked
  }
}

/** Lets so many questions be on their way at once, so that a pasted column does not flood the server. */
function inLine(most: number) {
  const waiting: (() => void)[] = []
  let running = 0
  return async <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    if (running >= most) await new Promise<void>(resolve => waiting.push(resolve))
    running += 1
    try {
      return await work()
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
}
