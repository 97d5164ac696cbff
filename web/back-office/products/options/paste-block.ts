import type { ClipboardEvent } from 'react'
import { parseMoney, parseQuantity, useConventions } from '../../../kit/public.ts'
import type { ProductEntry } from '../product-entry.ts'
import type { DraftVariant } from './draft-variants.ts'

const columns = ['productNumber', 'priceMinor', 'unitsPerPu', 'barcodes'] as const
type Column = (typeof columns)[number]

/** Takes a block that was copied from a spreadsheet, from the cell with the cursor to the right and down. */
export function usePaste({ form }: ProductEntry): (event: ClipboardEvent<HTMLElement>) => void {
  const { locale, currency } = useConventions()
  const read = (column: Column, text: string): Partial<DraftVariant> => {
    if (column === 'productNumber') return { productNumber: text }
    if (column === 'priceMinor') return { priceMinor: parseMoney(text, locale, currency) }
    if (column === 'unitsPerPu') return { unitsPerPu: parseQuantity(text, locale, 0) }
    return {
      barcodes: text
        .split(/[,;]/)
        .map(code => code.trim())
        .filter(code => code !== ''),
    }
  }
  return event => {
    const { target } = event
    if (!(target instanceof HTMLInputElement)) return
    const left = columns.indexOf(target.dataset.cell as Column)
    const text = event.clipboardData.getData('text/plain').replace(/\r\n?/g, '\n').replace(/\n$/, '')
    // One text goes into the field as always.
    if (left < 0 || !/[\t\n]/.test(text)) return
    event.preventDefault()
    const top = Number(target.dataset.row)
    const lines = text.split('\n').map(line => line.split('\t'))
    form.setFieldValue(
      'variants',
      form.getValues().variants.map((variant, index) => {
        const cells = lines[index - top] ?? []
        return Object.assign(
          { ...variant },
          ...cells.map((cell, at) => {
            const column = columns[left + at]
            return column === undefined ? {} : read(column, cell.trim())
          }),
        )
      }),
    )
  }
}
