import { type DraftLine, isBlankLine } from './draft-line.ts'
import type { LineStore } from './line-store.ts'

/** Rows next to each other that are of one product: the pieces of a serial product, the lots of a lot product. */
export interface LineGroup {
  /** Key of its first row: by it the group is known to be folded. */
  readonly first: number
  readonly size: number
}

/** What is shown as one row: a row of the order, or all rows of a folded group. */
export interface ViewRow {
  readonly keys: readonly number[]
  /** Position of its first row in the order. */
  readonly position: number
  readonly group: LineGroup | null
  readonly isFolded: boolean
}

/** The rows as they are shown: as in the order, but that groups can be folded into one. */
export class GridView {
  readonly #lines: LineStore
  readonly #folded = new Set<number>()
  readonly #watchers = new Set<() => void>()
  #rows: readonly ViewRow[] = []
  #seen = -1
  #rowOf: Map<number, number> | null = null

  /** `folded` has the places of groups that are folded from the start, as `foldedPlaces` gave them. */
  constructor(lines: LineStore, folded: readonly number[] = []) {
    this.#lines = lines
    for (const place of folded) {
      const key = lines.keys[place]
      if (key !== undefined) this.#folded.add(key)
    }
  }

  /** The same array until rows come, go, or are folded. */
  get rows(): readonly ViewRow[] {
    if (this.#seen !== this.#lines.structure) this.#lay()
    return this.#rows
  }
  get isAnyFolded(): boolean {
    return this.rows.some(row => row.isFolded)
  }
  /** Where folded groups begin, in the order as it is stored: empty rows are not. */
  get foldedPlaces(): readonly number[] {
    let place = 0
    return this.rows.flatMap(({ keys, isFolded }) => {
      const at = place
      place += keys.filter(key => !isBlankLine(this.#lines.line(key))).length
      return isFolded ? [at] : []
    })
  }
  get hasGroups(): boolean {
    return this.rows.some(row => row.group !== null)
  }
  watch = (listener: () => void): (() => void) => {
    this.#watchers.add(listener)
    const stop = this.#lines.watch(listener)
    return () => {
      this.#watchers.delete(listener)
      stop()
    }
  }

  fold(row: ViewRow, folded: boolean): void {
    if (row.group === null) return
    if (folded) this.#folded.add(row.group.first)
    else this.#folded.delete(row.group.first)
    this.#changed()
  }
  foldAll(folded: boolean): void {
    this.#folded.clear()
    if (folded) for (const { group } of this.rows) if (group) this.#folded.add(group.first)
    this.#changed()
  }

  /** In which shown row a row of the order is; -1 when it is gone. */
  rowOf(key: number): number {
    const { rows } = this
    this.#rowOf ??= new Map(rows.flatMap((row, index) => row.keys.map(one => [one, index] as const)))
    return this.#rowOf.get(key) ?? -1
  }
  /** As `rowOf`, but unfolds the group that hides the row. */
  reveal(key: number): number {
    const row = this.rows[this.rowOf(key)]
    if (row?.isFolded) this.fold(row, false)
    return this.rowOf(key)
  }

  #changed(): void {
    this.#lay()
    for (const tell of [...this.#watchers]) tell()
  }

  #lay(): void {
    const { keys } = this.#lines
    const rows: ViewRow[] = []
    for (let from = 0; from < keys.length; ) {
      const size = this.#sizeOfGroup(from)
      const group = size > 1 ? { first: keys[from]!, size } : null
      if (group !== null && this.#folded.has(group.first))
        rows.push({ keys: keys.slice(from, from + size), position: from, group, isFolded: true })
      else
        for (let position = from; position < from + size; position += 1)
          rows.push({ keys: [keys[position]!], position, group, isFolded: false })
      from += size
    }
    this.#rows = rows
    this.#rowOf = null
    this.#seen = this.#lines.structure
  }

  #sizeOfGroup(from: number): number {
    const { keys } = this.#lines
    const variantId = groupedBy(this.#lines.line(keys[from]!))
    if (variantId === null) return 1
    let end = from + 1
    while (end < keys.length && groupedBy(this.#lines.line(keys[end]!)) === variantId) end += 1
    return end - from
  }
}

const groupedBy = ({ product }: DraftLine): number | null =>
  product !== null && (product.piecesHaveSerials || product.tracking.lots) ? product.variantId : null
