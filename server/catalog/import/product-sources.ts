import type { ProductField } from '../../../contract/product-import.ts'
import type { Reader } from '../../platform/database/public.ts'
import {
  type RecogniseHeadings,
  readSources,
  recogniserFor,
  type Source,
} from '../../platform/imports/public.ts'
import { recogniseProductHeadings } from './recognise-headings.ts'

/** Where the columns of product files are remembered. */
export const productSources = 'product_import_source'

/** The sources of product files, and how headings are recognised by what is remembered of them. */
export async function readProductSources(
  reader: Reader,
): Promise<{ sources: Source<ProductField>[]; recognise: RecogniseHeadings<ProductField> }> {
  const sources = await readSources<ProductField>(reader, productSources)
  return { sources, recognise: recogniserFor(sources, recogniseProductHeadings) }
}
