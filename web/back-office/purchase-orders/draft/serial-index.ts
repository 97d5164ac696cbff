import type { DraftLine } from './draft-line.ts'

const none: ReadonlySet<number> = new Set()

/** Which rows hold which serial of which variant, kept up row by row, so that a duplicate shows at once among 100,000. */
export class SerialIndex {
  readonly #rows = new Map<string, Set<number>>()

  /** Moves a row from what it held to what it holds now; gives the rows whose mark may have changed by it. */
  move(former: DraftLine | undefined, next: DraftLine | undefined): ReadonlySet<number> {
    const from = identityOf(former)
    const to = identityOf(next)
    if (from === to) return none
    const touched = new Set<number>()
    if (from !== null) {
      const rows = this.#rows.get(from)!
      for (const row of rows) touched.add(row)
      rows.delete(former!.key)
      if (rows.size === 0) this.#rows.delete(from)
    }
    if (to !== null) {
      const rows = this.#rows.get(to) ?? new Set()
      this.#rows.set(to, rows.add(next!.key))
      for (const row of rows) touched.add(row)
    }
    return touched
  }

  /** The other rows with the same serial of the same product. */
  others(line: DraftLine): number[] {
    const identity = identityOf(line)
    if (identity === null) return []
    return [...(this.#rows.get(identity) ?? none)].filter(key => key !== line.key)
  }
}

/** As the server tells serials apart: case-sensitive, by their composed form, unique within a variant. */
function identityOf(line: DraftLine | undefined): string | null {
  if (!line || line.serial === '') return null
  return `${line.product?.variantId ?? 0} ${line.serial.normalize('NFC')}`
}
