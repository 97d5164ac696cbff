/** A scanner types faster than any hand: keys less than this apart belong to one scan. */
export const burstGapMs = 35
/** Shorter bursts are a rolled pair of keys, not a scan. */
const shortestScan = 4

/**
 * Tells a scanner's keys from a person's: at least four of them, each within 35 ms of the one before, ended by Enter.
 * Feed it every key with its time; it gives the scanned text on the Enter that ends a burst.
 */
export class ScanBurst {
  #text = ''
  #lastAt = Number.NEGATIVE_INFINITY

  /** `key` as KeyboardEvent gives it. Returns the text of a scan that this key ended, or null. */
  press(key: string, atMs: number): string | null {
    const continues = atMs - this.#lastAt <= burstGapMs
    if (key === 'Enter') {
      const scan = continues && this.#text.length >= shortestScan ? this.#text : null
      this.forget()
      return scan
    }
    const typed = typedBy(key)
    if (typed === null) return null
    this.#text = continues ? this.#text + typed : typed
    this.#lastAt = atMs
    return null
  }

  /** True while the keys so far look like a scan that has not ended yet. */
  isRunning(atMs: number): boolean {
    return this.#text.length > 1 && atMs - this.#lastAt <= burstGapMs
  }

  forget(): void {
    this.#text = ''
    this.#lastAt = Number.NEGATIVE_INFINITY
  }
}

/** Named keys such as Shift type nothing. The group separator of a GS1 code arrives as itself or as Control and ]. */
function typedBy(key: string): string | null {
  return [...key].length === 1 ? key : null
}
