import type { VariantChoice } from '../../../contract/catalog.ts'
import { gtin14, readScan } from '../../../gs1/public.ts'

/** What a scan asks the catalogue for: the GTIN that a GS1 code carries, or the text itself. */
export function searchedBy(scanned: string): string {
  const scan = readScan(scanned)
  return scan.kind === 'gs1' ? (scan.gtin ?? scan.text) : scan.text
}

/** True when the text is exactly one of a product's numbers, not merely a part of it. */
export function isNamedBy(product: VariantChoice, text: string): boolean {
  if (product.productNumber === text || product.barcodes.includes(text)) return true
  const gtin = gtin14(text)
  if (!gtin.ok) return false
  return product.barcodes.some(code => {
    const own = gtin14(code)
    return own.ok && own.gtin14 === gtin.gtin14
  })
}
