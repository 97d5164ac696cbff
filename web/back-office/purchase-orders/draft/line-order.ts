/** The rows' keys in their order; a new array is a new order. */
export class LineOrder {
  #keys: readonly number[] = []
  /** Made when somebody asks, since a paste of 10,000 rows changes the order often and asks rarely. */
  #positions: Map<number, number> | null = null

  get keys(): readonly number[] {
    return this.#keys
  }
  positionOf(key: number): number {
    this.#positions ??= new Map(this.#keys.map((one, index) => [one, index]))
    return this.#positions.get(key) ?? -1
  }
  append(keys: readonly number[]): void {
    this.#set([...this.#keys, ...keys])
  }
  insertAfter(key: number, keys: readonly number[]): void {
    const at = this.positionOf(key) + 1
    this.#set([...this.#keys.slice(0, at), ...keys, ...this.#keys.slice(at)])
  }
  remove(keys: ReadonlySet<number>): void {
    this.#set(this.#keys.filter(key => !keys.has(key)))
  }
  /** Puts a former order back. */
  restore(keys: readonly number[]): void {
    this.#set(keys)
  }
  #set(keys: readonly number[]): void {
    if (keys === this.#keys) return
    this.#keys = keys
    this.#positions = null
  }
}
