import type { ProductImportVerdict, RowVerdict } from '../../../contract/product-import.ts'

interface Verdict {
  readonly verdict: RowVerdict
  readonly sentence: string
}

/** What becomes of each row, beside the rows; a row has its verdict once. */
export class RowVerdicts {
  readonly #verdicts: (Verdict | undefined)[]

  constructor(rows: number) {
    this.#verdicts = new Array(rows).fill(undefined)
  }

  set(position: number, verdict: RowVerdict, sentence = ''): void {
    this.#verdicts[position] = { verdict, sentence }
  }

  isOpen(position: number): boolean {
    return this.#verdicts[position] === undefined
  }

  at(position: number): Verdict {
    const verdict = this.#verdicts[position]
    if (verdict === undefined) throw new Error(`the row at position ${position} has no verdict`)
    return verdict
  }

  counts(): ProductImportVerdict {
    const counts = { created: 0, changed: 0, unchanged: 0, skipped: 0, refused: 0 }
    this.#verdicts.forEach((_, position) => {
      counts[this.at(position).verdict]++
    })
    return { rows: this.#verdicts.length, ...counts }
  }

  /** Where all rows were to be taken and some are bad, none is: says so on the others. */
  takeNone(): void {
    this.#verdicts.forEach((given, position) => {
      if (given?.verdict === 'created' || given?.verdict === 'changed')
        this.set(
          position,
          'skipped',
          'Nothing is wrong here, but other rows were refused, so none was taken.',
        )
    })
  }
}
