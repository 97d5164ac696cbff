import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Endpoint } from '../../../contract/endpoint.ts'
import type { useEntryForm } from '../../kit/public.ts'
import {
  fieldOfBarcode,
  fieldOfNumber,
  type ProductTab,
  type ProductValues,
  tabOf,
} from './product-values.ts'

export type ProductEntry = ReturnType<typeof useEntryForm<Endpoint, ProductValues>>

/** Where the server's refusals belong. */
export const refusedFields = {
  product_number_taken: fieldOfNumber,
  barcode_taken: fieldOfBarcode,
  barcode_wrong: fieldOfBarcode,
  tracking_locked: 'tracking',
  decimals_locked: 'decimals',
  identifier_mode_blocked: 'dispatchIdentifierMode',
} as const

/** Sends the form unless an amount in it cannot be read: an empty price must not be saved as a price of nothing. */
export function useSave({ form, submit }: ProductEntry): (event?: FormEvent) => void {
  const { t } = useTranslation()
  return event => {
    event?.preventDefault()
    const values = form.getValues()
    const unreadOf = ({ priceMinor, unitsPerPu }: Amounts, path: string) => ({
      ...(priceMinor === null ? { [`${path}priceMinor`]: t('products.priceNeeded') } : {}),
      ...(unitsPerPu === null ? { [`${path}unitsPerPu`]: t('products.unitsNeeded') } : {}),
    })
    const unread: Record<string, string> =
      values.variants.length === 0
        ? unreadOf(values, '')
        : Object.assign({}, ...values.variants.map((one, at) => unreadOf(one, `variants.${at}.`)))
    if (Object.keys(unread).length > 0) form.setErrors(unread)
    else submit(event)
  }
}

type Amounts = Pick<ProductValues, 'priceMinor' | 'unitsPerPu'>

/** The open tab. When problems come and none is on it, the tab of the first one opens and its field gets the cursor. */
export function useTabs({ form, element }: ProductEntry, first: ProductTab = 'general') {
  const [tab, setTab] = useState(first)
  const [timesMoved, setTimesMoved] = useState(0)
  const fields = Object.keys(form.errors).filter(field => form.errors[field])
  const withProblems = new Set(fields.map(tabOf))
  const [wanted] = withProblems
  const problems = fields.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: only new problems move the reader, not opening another tab
  useEffect(() => {
    if (wanted === undefined) return
    if (!withProblems.has(tab)) setTab(wanted)
    setTimesMoved(times => times + 1)
  }, [problems])
  // Once the tab is open; a frame is no promise that it is.
  useEffect(() => {
    if (timesMoved === 0) return
    const invalid = element.current?.querySelectorAll<HTMLElement>('[aria-invalid="true"]') ?? []
    ;[...invalid].find(field => field.offsetParent !== null)?.focus()
  }, [timesMoved, element])
  return { tab, setTab, withProblems }
}
