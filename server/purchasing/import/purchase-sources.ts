import type { ImportField } from '../../../contract/purchasing.ts'
import type { Reader } from '../../platform/database/public.ts'
import {
  type RecogniseHeadings,
  readSources,
  recogniserFor,
  type Source,
} from '../../platform/imports/public.ts'
import { recogniseHeadings } from './recognise-headings.ts'

/** Where the columns of suppliers' files are remembered. */
export const purchaseSources = 'purchase_import_source'

/** The suppliers whose files are known, and how headings are recognised by what is remembered of them. */
export async function readPurchaseSources(
  reader: Reader,
): Promise<{ sources: Source<ImportField>[]; recognise: RecogniseHeadings<ImportField> }> {
  const sources = await readSources<ImportField>(reader, purchaseSources)
  return { sources, recognise: recogniserFor(sources, recogniseHeadings) }
}
