import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { PurchaseLine } from '../../../contract/purchasing.ts'
import { readScan } from '../../../gs1/public.ts'
import { readOptions, sentenceOf } from '../../client/public.ts'
import { useFormat } from '../../kit/public.ts'
import { isNamedBy } from '../sales-orders/product-by-code.ts'
import { type Draft, emptyDraft } from './receiving-draft.ts'
import { isSame, type Named, type Taken, takeScan } from './take-scan.ts'

export interface Said {
  readonly bad: boolean
  readonly text: string
}

/**
 * The draft of a goods receipt, and the one way in which scanned codes enter it. Scans are taken one after the other,
 * each on what the last one left, since a pallet is scanned quicker than the screen is drawn.
 */
export function useReceiving(
  lines: readonly PurchaseLine[],
  percent: number,
  show: (line: PurchaseLine) => void,
) {
  const { t } = useTranslation()
  const format = useFormat()
  const ask = useProducts()
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const [said, setSaid] = useState<Said | null>(null)
  const latest = useRef(draft)
  const queue = useRef<Promise<void>>(Promise.resolve())

  const change = (next: (draft: Draft) => Draft) => {
    latest.current = next(latest.current)
    setDraft(latest.current)
  }
  const judge = async (code: string): Promise<Taken> => {
    const scan = readScan(code)
    if (scan.kind === 'damaged') return { bad: true, text: scan.problem.sentence }
    const receiving = { lines, percent, draft: latest.current }
    const take = (named: Named) => takeScan(t, format, receiving, named)
    if (scan.kind === 'gs1') {
      const products = scan.gtin === undefined ? null : await ask(scan.gtin)
      const { serial, lot, expiresOn = scan.bestBefore, text } = scan
      const variantIds = products && new Set(products.map(product => product.variantId))
      return (
        take({ text, serial, lot, expiresOn, variantIds, units: products?.[0]?.units }) ??
        missing(products, scan.gtin ?? text)
      )
    }
    const { text } = scan
    const numbered = lines.filter(line => isSame(line.productNumber, text)).map(line => line.variantId)
    const plain =
      take({ text, serial: text, variantIds: null }) ?? take({ text, lot: text, variantIds: null })
    if (plain !== null) return plain
    if (numbered.length > 0) return take({ text, variantIds: new Set(numbered) })!
    const products = await ask(text)
    const variantIds = new Set(products.map(one => one.variantId))
    return take({ text, variantIds, units: products[0]?.units }) ?? missing(products, text)
  }
  const missing = (products: readonly { name: string }[] | null, text: string): Taken => {
    const product = products?.[0]?.name
    if (product === undefined) return { bad: true, text: t('goodsReceipts.no.unknown', { text }) }
    return { bad: true, text: t('goodsReceipts.no.notOnOrder', { text, product }) }
  }
  const takeCode = async (code: string): Promise<void> => {
    try {
      const taken = await judge(code)
      if (taken.draft) change(() => taken.draft!)
      setSaid({ bad: taken.bad, text: taken.text })
      if (taken.line) show(taken.line)
    } catch (error) {
      setSaid({ bad: true, text: sentenceOf(error) })
    }
  }
  return {
    draft,
    change,
    said,
    takeScan: (code: string) => {
      queue.current = queue.current.then(() => takeCode(code))
    },
  }
}

/** The products that a code names exactly, by number or barcode; a carton's code means as many as the carton holds. */
function useProducts() {
  const queryClient = useQueryClient()
  return async (code: string) => {
    const query = { search: code, limit: 5, archived: false }
    const { items } = await queryClient.fetchQuery({
      ...readOptions(api.catalog.listVariants, { query }),
      staleTime: 60_000,
    })
    const named = items.filter(product => isNamedBy(product, code))
    if (named.length > 0 || code.length > 100) return named.map(one => ({ ...one, units: 1 }))
    const bought = await queryClient.fetchQuery({
      ...readOptions(api.buying.findBoughtAs, { query: { code } }),
      staleTime: 60_000,
    })
    return bought.items
  }
}
