/** Gives the same content the same idempotency key until its fate is known. */
export class Intent {
  readonly #makeKey: () => string
  #open: { content: string; key: string } | null = null

  constructor(makeKey: () => string) {
    this.#makeKey = makeKey
  }

  keyFor(input: unknown): string {
    const content = JSON.stringify(input)
    if (this.#open?.content !== content) this.#open = { content, key: this.#makeKey() }
    return this.#open.key
  }

  /** The server gave its last word; the same content sent again is a new intent. */
  settle(): void {
    this.#open = null
  }
}
