import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VariantChoice } from '../../../contract/catalog.ts'
import { api } from '../../../contract/public.ts'
import { readOptions, sentenceOf } from '../../client/public.ts'
import { Picker, useFormat, useScanAnywhere } from '../../kit/public.ts'
import { type DraftLine, withProduct } from './draft-order.ts'
import { focusQuantity } from './draft-row.tsx'
import { isNamedBy, searchedBy } from './product-by-code.ts'
import styles from './sales-orders.module.css'

const entryId = 'product-entry'

/** Puts the cursor where the next product is entered. */
export function focusProductEntry(): void {
  document.querySelector<HTMLElement>(`#${entryId} input`)?.focus()
}

interface ProductEntryProps {
  lines: readonly DraftLine[]
  onLines: (lines: readonly DraftLine[]) => void
  error: string | null
}

/** Adds products: from a searched list, or by scanning one after the other with the cursor anywhere. */
export function ProductEntry({ lines, onLines, error }: ProductEntryProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const queryClient = useQueryClient()
  const [said, setSaid] = useState<{ text: string; bad: boolean } | null>(null)
  // Scans can follow one another before the screen is drawn again, so each adds to what the last one left.
  const latest = useRef(lines)
  latest.current = lines
  const add = (product: VariantChoice) => {
    latest.current = withProduct(latest.current, product)
    onLines(latest.current)
    return latest.current.find(line => line.product.variantId === product.variantId)!
  }

  useScanAnywhere(async scanned => {
    const text = searchedBy(scanned)
    try {
      const found = await queryClient.fetchQuery(
        readOptions(api.catalog.listVariants, { query: { search: text, limit: 5, archived: false } }),
      )
      const product = found.items.find(one => isNamedBy(one, text))
      if (product === undefined) return setSaid({ text: t('salesOrders.scanUnknown', { text }), bad: true })
      const { quantity } = add(product)
      const shown = format.quantity(quantity ?? 0, product.decimals)
      setSaid({ text: t('salesOrders.scanAdded', { product: product.name, quantity: shown }), bad: false })
    } catch (failure) {
      setSaid({ text: sentenceOf(failure), bad: true })
    }
  })

  return (
    <div id={entryId} className={styles.entry}>
      <Picker
        label={t('salesOrders.addProduct')}
        placeholder={t('salesOrders.addProductHint')}
        endpoint={api.catalog.listVariants}
        input={search => ({ query: { search, limit: 20, archived: false } })}
        rows={answer => answer.items}
        option={product => ({
          key: product.variantId,
          label: product.productNumber,
          detail: product.name,
          code: true,
        })}
        value={null}
        onChange={product => {
          if (product === null) return
          setSaid(null)
          focusQuantity(add(product))
        }}
        error={error}
      />
      <p className={styles.said} data-bad={said?.bad ?? false} role={said?.bad ? 'alert' : 'status'}>
        {said?.text}
      </p>
    </div>
  )
}
