import type { z } from 'zod'
import type { api, ImportField } from '../../../contract/purchasing.ts'
import type { Tx } from '../../platform/database/public.ts'
import { addJob } from '../../platform/jobs/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { plainNames } from './read-cells.ts'
import { readImportHead } from './read-purchase-import.ts'

export type ImportOrder = z.output<typeof api.checkPurchaseImport.body>
/** The input of both jobs. */
export type ImportJobInput = ImportOrder & { importId: number }

/** Queues the check of an uploaded file; its result is an import verdict. Refuses not_found and bad_input. */
export function checkPurchaseImport(
  tx: Tx,
  importId: number,
  order: ImportOrder,
): Promise<{ jobId: number }> {
  return queueImport(tx, 'purchase-import-check', importId, order)
}

/** Queues the making of the draft order. Asked for twice, it makes one order. Refuses not_found and bad_input. */
export function runPurchaseImport(tx: Tx, importId: number, order: ImportOrder): Promise<{ jobId: number }> {
  return queueImport(tx, 'purchase-import-run', importId, order)
}

async function queueImport(
  tx: Tx,
  kind: string,
  importId: number,
  order: ImportOrder,
): Promise<{ jobId: number }> {
  refuseIncompleteMapping(order.mapping)
  const { head } = await readImportHead(tx, importId)
  refuseUnknownSheet(order.sheet, head.sheets)
  return { jobId: await addJob(tx, kind, { ...order, importId }) }
}

function refuseUnknownSheet(sheet: string, sheets: readonly string[]): void {
  if (sheets.includes(sheet)) return
  const sentence = 'The file has no such sheet. Choose one of the sheets that it has.'
  throw refuse('bad_input', { problems: [{ path: 'sheet', sentence }] })
}

function refuseIncompleteMapping(mapping: ImportOrder['mapping']): void {
  const sentence = mappingProblem(mapping)
  if (sentence !== null) throw refuse('bad_input', { problems: [{ path: 'mapping', sentence }] })
}

function mappingProblem(mapping: ImportOrder['mapping']): string | null {
  if (mapping.productNumber === undefined && mapping.barcode === undefined)
    return 'Choose the column that holds the product number (or the barcode).'
  if (mapping.quantitySku === undefined && mapping.quantityPu === undefined && mapping.serial === undefined)
    return 'Choose the column that holds the SKU quantity or the PU quantity.'
  const taken = new Map<number, ImportField>()
  for (const [field, column] of Object.entries(mapping) as [ImportField, number][]) {
    const other = taken.get(column)
    if (other !== undefined)
      return `One column cannot be both ${plainNames[other]} and ${plainNames[field]}. Choose another column for one of them.`
    taken.set(column, field)
  }
  return null
}
