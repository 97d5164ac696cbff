export interface Cell {
  readonly row: number
  readonly column: number
}

/** A block of cells, corners included. */
export interface Block {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/**
 * Where the cursor of the grid stands, which block is marked, and whether a cell is being edited. Outside React, so that
 * moving it draws two rows and not the grid.
 */
export class GridCursor {
  #at: Cell = { row: 0, column: 0 }
  #anchor: Cell = this.#at
  #editing: 'anew' | 'further' | null = null
  #focused = false
  readonly #watchers = new Set<() => void>()

  get at(): Cell {
    return this.#at
  }
  /** What is being typed replaces the cell's text ("anew") or changes it ("further"). */
  get editing(): 'anew' | 'further' | null {
    return this.#editing
  }
  get block(): Block {
    const { row, column } = this.#anchor
    return {
      top: Math.min(row, this.#at.row),
      bottom: Math.max(row, this.#at.row),
      left: Math.min(column, this.#at.column),
      right: Math.max(column, this.#at.column),
    }
  }
  watch = (listener: () => void): (() => void) => {
    this.#watchers.add(listener)
    return () => this.#watchers.delete(listener)
  }

  move(to: Cell, options: { extend?: boolean } = {}): void {
    this.#at = to
    if (!options.extend) this.#anchor = to
    this.#editing = null
    this.#tell()
  }
  edit(how: 'anew' | 'further'): void {
    this.#anchor = this.#at
    this.#editing = how
    this.#tell()
  }
  endEdit(): void {
    if (this.#editing === null) return
    this.#editing = null
    this.#tell()
  }
  focus(focused: boolean): void {
    if (this.#focused === focused) return
    this.#focused = focused
    this.#tell()
  }
  /** Keeps the cursor inside the grid when rows or columns go. */
  fit(rows: number, columns: number): void {
    const row = Math.max(0, Math.min(this.#at.row, rows - 1))
    const column = Math.max(0, Math.min(this.#at.column, columns - 1))
    if (row === this.#at.row && column === this.#at.column) return
    this.move({ row, column })
  }

  /** What a row must draw: "left-right-column-mode", or nothing; a text, so that rows see by comparing whether it changed. */
  markOf(row: number): string {
    const { top, bottom, left, right } = this.block
    if (row < top || row > bottom) return ''
    const here = row === this.#at.row ? this.#at.column : -1
    const mode = here < 0 ? '' : (this.#editing ?? '')
    return `${left},${right},${here},${mode},${this.#focused ? 1 : 0}`
  }

  #tell(): void {
    for (const tell of [...this.#watchers]) tell()
  }
}

export interface RowMark {
  readonly left: number
  readonly right: number
  /** The column of the cursor, or -1 when it stands in another row. */
  readonly here: number
  readonly editing: 'anew' | 'further' | null
  readonly focused: boolean
}

export function readMark(mark: string): RowMark | null {
  if (mark === '') return null
  const [left, right, here, mode, focused] = mark.split(',')
  return {
    left: Number(left),
    right: Number(right),
    here: Number(here),
    editing: mode === 'anew' || mode === 'further' ? mode : null,
    focused: focused === '1',
  }
}
