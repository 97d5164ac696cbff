import type { ProductField, ProductImportChoices } from '../../../contract/product-import.ts'
import type { Tx } from '../../platform/database/public.ts'
import { addJob } from '../../platform/jobs/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { plainNames } from './product-row.ts'
import { readImportHead } from './read-product-import.ts'

/** The input of both jobs. */
export type ImportJobInput = ProductImportChoices & { importId: number }

/** Queues the check of an uploaded file; no product is changed by it. Refuses not_found and bad_input. */
export function checkProductImport(tx: Tx, importId: number, choices: ProductImportChoices) {
  return queueImport(tx, 'product-import-check', importId, choices)
}

/** Queues the import itself. Asked for twice, it is done once. Refuses not_found and bad_input. */
export function runProductImport(tx: Tx, importId: number, choices: ProductImportChoices) {
  return queueImport(tx, 'product-import-run', importId, choices)
}

async function queueImport(
  tx: Tx,
  kind: string,
  importId: number,
  choices: ProductImportChoices,
): Promise<{ jobId: number }> {
  const { head } = await readImportHead(tx, importId)
  if (!head.sheets.includes(choices.sheet))
    throw badChoice('sheet', 'The file has no such sheet. Choose one of the sheets that it has.')
  const sentence = mappingProblem(choices.mapping)
  if (sentence !== null) throw badChoice('mapping', sentence)
  return { jobId: await addJob(tx, kind, { ...choices, importId }) }
}

function badChoice(path: string, sentence: string) {
  return refuse('bad_input', { problems: [{ path, sentence }] })
}

function mappingProblem(mapping: ProductImportChoices['mapping']): string | null {
  if (mapping.productNumber === undefined) return 'Choose the column that holds the product number.'
  const taken = new Map<number, ProductField>()
  for (const [field, column] of Object.entries(mapping) as [ProductField, number][]) {
    const other = taken.get(column)
    if (other !== undefined)
      return `One column cannot be both ${plainNames[other]} and ${plainNames[field]}. Choose another column for one of them.`
    taken.set(column, field)
  }
  return null
}
