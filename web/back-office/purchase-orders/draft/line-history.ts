import type { DraftLine } from './draft-line.ts'

/** What one act of the clerk changed: the rows as they were before it, null for those it made, and their order then. */
export interface LineStep {
  readonly lines: Map<number, DraftLine | null>
  readonly keys: readonly number[]
  /** Tells the content before the act from others. */
  readonly content: number
}

/**
 * A change by itself can be undone; what follows from one (the answer of a lookup) is undone together with what was done
 * last; a mark is no change of the order.
 */
export type ChangeKind = 'step' | 'follow' | 'mark'

const mostSteps = 200
const mostRows = 1_000_000

/** What can be undone and done again. Rows are never changed in place, so that a step costs a map of the rows it touched. */
export class LineHistory {
  #done: LineStep[] = []
  #undone: LineStep[] = []
  #open: LineStep | null = null

  get canUndo(): boolean {
    return this.#done.length > 0
  }
  get canRedo(): boolean {
    return this.#undone.length > 0
  }

  drop(): void {
    this.#open = null
  }
  begin(kind: ChangeKind, keys: readonly number[], content: number): void {
    if (kind === 'step') this.#open = { lines: new Map(), keys, content }
    else this.#open = kind === 'follow' ? (this.#done.at(-1) ?? null) : null
  }
  /** A row is about to change, to come (null) or to go. */
  note(key: number, former: DraftLine | null): void {
    if (this.#open !== null && !this.#open.lines.has(key)) this.#open.lines.set(key, former)
  }
  /** Ends what began as a step or follows from one; a step that changed nothing is none. */
  end(isStep: boolean): void {
    const step = this.#open
    this.#open = null
    this.#undone = []
    if (!isStep || step === null) return
    this.#done.push(step)
    let rows = this.#done.reduce((sum, one) => sum + one.lines.size, 0)
    while (this.#done.length > mostSteps || (rows > mostRows && this.#done.length > 1))
      rows -= this.#done.shift()!.lines.size
  }

  /** Takes the last step back: `swap` puts its rows in place and gives the step that leads forth again. */
  undo(swap: (step: LineStep) => LineStep): LineStep | undefined {
    const step = this.#done.pop()
    if (step) this.#undone.push(swap(step))
    return step
  }
  redo(swap: (step: LineStep) => LineStep): LineStep | undefined {
    const step = this.#undone.pop()
    if (step) this.#done.push(swap(step))
    return step
  }
}
