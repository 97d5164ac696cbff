import type { ImportVerdict } from '../../../contract/purchasing.ts'
import type { RowProblems } from '../../platform/imports/public.ts'
import type { Judgement } from './judge-import.ts'
import type { ReadRows } from './read-rows.ts'

/** As many as a person would ever read. */
export const mostProblemsTold = 1000

/** What the clerk is told about the file before anything is stored. */
export function verdictOf(read: ReadRows, judgement: Judgement, problems: RowProblems): ImportVerdict {
  return {
    rows: read.fileRows,
    lines: read.rows.length,
    goodRows: read.fileRows - problems.count,
    totalMinor: judgement.totalMinor,
    problems: problems.first(mostProblemsTold),
    problemCount: problems.count,
    split: read.split,
    splitCount: read.splitCount,
    unknown: {
      suppliers: judgement.suppliers.unknown,
      products: judgement.products.made.map(product => ({
        productNumber: product.number,
        name: product.name ?? '',
        unitsPerPu: product.unitsPerPu,
        tracking: product.tracking,
      })),
      bins: judgement.bins.unknown,
    },
  }
}
