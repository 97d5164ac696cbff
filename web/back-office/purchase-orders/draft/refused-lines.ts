import { fieldProblems, RefusalError } from '../../../client/public.ts'
import { type ColumnId, entryColumns } from './draft-line.ts'
import type { DraftLines } from './draft-lines.ts'

export interface LineMark {
  readonly key: number
  readonly column: ColumnId
  readonly sentence: string
}

/** Which cells a refusal is about. `sent` has the rows' keys in the order in which they were sent: blank rows were left out. */
export function marksOfRefusal(error: unknown, lines: DraftLines, sent: readonly number[]): LineMark[] {
  if (!(error instanceof RefusalError)) return []
  const marks = fieldProblems(error).flatMap(({ path, sentence }) => {
    const [, index, field = ''] = /^lines\.(\d+)(?:\.(\w+))?/.exec(path) ?? []
    const key = index === undefined ? undefined : sent[Number(index)]
    return key === undefined ? [] : [{ key, column: columnOfField(field), sentence }]
  })
  const column = columns[error.code] ?? 'productNumber'
  for (const key of rowsNamedBy(error, lines, sent)) marks.push({ key, column, sentence: error.sentence })
  return marks
}

const columns: Partial<Record<RefusalError['code'], ColumnId>> = {
  lot_number_needed: 'lotNumber',
  lot_not_tracked: 'lotNumber',
  lot_differs: 'lotNumber',
  serial_needed: 'serial',
  serial_not_tracked: 'serial',
  serial_twice: 'serial',
  serial_exists: 'serial',
  serial_malformed: 'serial',
  supplier_lot_needed: 'supplierLot',
  made_on_needed: 'madeOn',
  expiry_needed: 'expiresOn',
  too_few_days_left: 'expiresOn',
  bin_needed: 'bin',
}

function rowsNamedBy(error: RefusalError, lines: DraftLines, sent: readonly number[]): number[] {
  const { line, lines: several, serial, lot } = error.details
  if (typeof line === 'number') return present(sent[line - 1])
  if (typeof several === 'string') {
    return several.split(/\D+/).flatMap(number => present(sent[Number(number) - 1]))
  }
  if (typeof serial === 'string')
    return sent.filter(key => lines.has(key) && lines.line(key).serial === serial)
  if (typeof lot === 'string') return sent.filter(key => lines.has(key) && lines.line(key).lotNumber === lot)
  return []
}

const present = (key: number | undefined): number[] => (key === undefined ? [] : [key])

function columnOfField(field: string): ColumnId {
  if (field === 'priceMinor') return 'price'
  if (field === 'binId') return 'bin'
  if (field === 'supplierId') return 'supplier'
  return entryColumns.find(column => column === field) ?? 'productNumber'
}
