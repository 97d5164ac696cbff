import { sql } from 'kysely'
import type { Conflict } from '../../../contract/till/conflicts.ts'
import type { TillSaleInput } from '../../../contract/till/sales.ts'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { readReceipt } from '../sales/read-receipt.ts'
import { conflictColumns, conflictSource } from './list-conflicts.ts'
import { readProblems } from './read-problems.ts'

type Head = Omit<Conflict, 'receipt' | 'lines'> & { content: TillSaleInput }

/** A conflict with what was handed over as the till understood it, and what stands in the way now. Refuses not_found. */
export async function readConflict(reader: Reader, saleId: string): Promise<Conflict> {
  const { rows } = await sql<Head>`
    select ${conflictColumns}, sale.conflict_code as code, till.location_id as "locationId", sale.content
      from ${conflictSource} where sale.id = ${saleId} and sale.conflict_code is not null`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'till conflict' })
  const { content, ...head } = rows[0]
  const [receipt, lines] = await Promise.all([
    readReceipt(reader, { saleId }),
    readProblems(reader, head.locationId, content.lines),
  ])
  return { ...head, receipt, lines }
}
