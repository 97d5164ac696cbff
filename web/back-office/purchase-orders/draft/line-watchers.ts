/** Who watches single rows, and who watches the order as a whole. */
export class LineWatchers {
  readonly #ofRow = new Map<number, Set<() => void>>()
  readonly #ofAll = new Set<() => void>()

  watchRow(key: number, listener: () => void): () => void {
    const watchers = this.#ofRow.get(key) ?? new Set()
    this.#ofRow.set(key, watchers.add(listener))
    return () => {
      watchers.delete(listener)
      if (watchers.size === 0 && this.#ofRow.get(key) === watchers) this.#ofRow.delete(key)
    }
  }

  watch(listener: () => void): () => void {
    this.#ofAll.add(listener)
    return () => this.#ofAll.delete(listener)
  }

  tell(rows: readonly number[]): void {
    for (const key of rows) for (const tell of this.#ofRow.get(key) ?? []) tell()
    for (const tell of [...this.#ofAll]) tell()
  }
}
