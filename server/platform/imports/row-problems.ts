/** Nobody reads more about one row; and one serial in 100,000 rows must not make a sentence of 100,000 others. */
const longestEntry = 500

/** What is wrong with the rows of a file, by row number: one entry for a row, however much is wrong with it. */
export class RowProblems {
  readonly #sentences = new Map<number, string>()

  /** The same problems again, so that judging anew does not find what an earlier attempt said. */
  copy(): RowProblems {
    const copy = new RowProblems()
    for (const [row, sentence] of this.#sentences) copy.#sentences.set(row, sentence)
    return copy
  }

  /** Adds a sentence to a row; what was said already is not said again. */
  add(row: number, said: string): void {
    // A sentence may quote what a cell holds, and a control character or half a character cannot be stored.
    const sentence = said.replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd')
    const before = this.#sentences.get(row)
    if (before === undefined) this.#sentences.set(row, sentence)
    else if (before.length < longestEntry && !before.includes(sentence))
      this.#sentences.set(row, `${before} ${sentence}`)
  }

  /** How many rows have something wrong. */
  get count(): number {
    return this.#sentences.size
  }

  has(row: number): boolean {
    return this.#sentences.has(row)
  }

  /** What is wrong with a row; undefined for one that nothing is wrong with. */
  of(row: number): string | undefined {
    return this.#sentences.get(row)
  }

  /** In the order of the file, at most `limit`. */
  first(limit: number): { row: number; sentence: string }[] {
    return [...this.#sentences]
      .map(([row, sentence]) => ({ row, sentence }))
      .sort((one, other) => one.row - other.row)
      .slice(0, limit)
  }
}
