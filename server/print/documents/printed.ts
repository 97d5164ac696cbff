import type { Shop } from './shop.ts'

/** A document as it goes on paper: already in words, so that drawing knows nothing of orders or notes. */
export interface Printed {
  readonly shop: Pick<Shop, 'name' | 'letterhead' | 'logo'>
  /** As "Purchase order". */
  readonly kind: string
  readonly number: string
  /** What must be seen at once: a draft, a cancelled note. */
  readonly warning: string | null
  readonly facts: readonly PrintedFact[]
  readonly notes: string
  readonly columns: readonly PrintedColumn[]
  readonly lines: readonly PrintedLine[]
  /** Label and amount, below the lines. */
  readonly totals: readonly { readonly label: string; readonly value: string }[]
  /** Lines to be signed on, by what they are for. */
  readonly signatures: readonly string[]
}

/** Label over value; the value's own line breaks stand (an address). */
export interface PrintedFact {
  readonly label: string
  readonly value: string
}

export interface PrintedColumn {
  readonly heading: string
  /** In mm; one column of a document has 0 and takes what is left. */
  readonly width: number
  readonly align: 'left' | 'right'
}

export interface PrintedLine {
  /** One for each column. */
  readonly cells: readonly PrintedCell[]
  readonly lots: readonly PrintedLot[]
}

export interface PrintedCell {
  readonly text: string
  /** Smaller, below: a product number below its name. */
  readonly below?: string
  /** True sets `below` sign by sign. */
  readonly belowIsCode?: boolean
}

/** A lot of a line, or the pieces of a line without lot. */
export interface PrintedLot {
  readonly number: string | null
  /** As "expires 3 Dec 2026 · 12 from A-01". */
  readonly detail: string
  readonly serials: readonly string[]
}
