import type { PurchaseTerms } from '../../../../contract/buying.ts'
import { api } from '../../../../contract/public.ts'
import { call } from '../../../client/public.ts'

const atOnce = 200

/**
 * Asks for the terms of variants, each once, and those that are wanted in the same moment together: an order of 10,000 rows
 * asks as often as it has hundreds of products. Null is an answer that did not come.
 */
export function makeTermsLookup() {
  const known = new Map<string, Promise<PurchaseTerms | null>>()
  const waiting = new Map<number | null, Map<number, (terms: PurchaseTerms | null) => void>>()
  return (variantId: number, supplierId: number | null): Promise<PurchaseTerms | null> => {
    const key = `${variantId} ${supplierId}`
    const before = known.get(key)
    if (before !== undefined) return before
    const asked = new Promise<PurchaseTerms | null>(resolve => {
      const wanted = waiting.get(supplierId) ?? new Map()
      if (wanted.size === 0) queueMicrotask(() => void askAll(supplierId, wanted))
      waiting.set(supplierId, wanted.set(variantId, resolve))
    })
    known.set(key, asked)
    void asked.then(terms => terms === null && known.delete(key))
    return asked
  }

  async function askAll(
    supplierId: number | null,
    wanted: Map<number, (terms: PurchaseTerms | null) => void>,
  ): Promise<void> {
    waiting.delete(supplierId)
    const variantIds = [...wanted.keys()]
    for (let start = 0; start < variantIds.length; start += atOnce) {
      const asked = variantIds.slice(start, start + atOnce)
      const found = await askFor(asked, supplierId)
      for (const variantId of asked) wanted.get(variantId)!(found.get(variantId) ?? null)
    }
  }
}

/** An order can be written without them, so what goes wrong here stops nobody. */
async function askFor(variantIds: readonly number[], supplierId: number | null) {
  try {
    const query = { variantIds: variantIds.join(','), ...(supplierId === null ? {} : { supplierId }) }
    const { items } = await call(api.buying.listPurchaseTerms, { query })
    return new Map(items.map(terms => [terms.variantId, terms]))
  } catch {
    return new Map<number, PurchaseTerms>()
  }
}
