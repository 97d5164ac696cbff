/** So long a press without moving counts as holding. */
export const holdMs = 220
/** A finger never keeps quite still. */
const slackPx = 8
/** Less than this, and a line that is let go falls back. */
const catchPx = 48

interface Point {
  readonly x: number
  readonly y: number
}

/**
 * Tells from a pointer on a line of the basket what is meant: press and hold, then drag to the left, opens what lies
 * behind the line; so does a quick swipe. What goes up or down first is scrolling, and stays the browser's.
 */
export class Swipe {
  readonly #widthPx: number
  #from: (Point & { atMs: number; offset: number }) | null = null
  #dragging = false
  #offset = 0

  /** `widthPx` is the width of what lies behind. */
  constructor(widthPx: number) {
    this.#widthPx = widthPx
  }

  /** How far the line stands to the left, as a number of pixels from 0 down to the width behind it. */
  get offset(): number {
    return this.#offset
  }

  /** True from when the line follows the pointer: a tap is no longer meant. */
  get isDragging(): boolean {
    return this.#dragging
  }

  get isOpen(): boolean {
    return this.#offset !== 0
  }

  down(point: Point, atMs: number): void {
    this.#from = { ...point, atMs, offset: this.#offset }
    this.#dragging = false
  }

  /** Gives false once the pointer turned out to scroll; it is then followed no more. */
  move(point: Point, atMs: number): boolean {
    const from = this.#from
    if (!from) return false
    const right = point.x - from.x
    const down = point.y - from.y
    if (!this.#dragging) {
      const wasHeld = atMs - from.atMs >= holdMs
      if (Math.abs(down) > slackPx && Math.abs(down) > Math.abs(right) && !wasHeld) {
        this.#from = null
        return false
      }
      if (Math.abs(right) <= slackPx) return true
      this.#dragging = true
    }
    this.#offset = Math.min(0, Math.max(-this.#widthPx, from.offset + right))
    return true
  }

  /** The pointer was lifted: the line stays open or falls back. Gives true if this was a tap. */
  up(): boolean {
    const wasTap = this.#from !== null && !this.#dragging
    const wasClosed = this.#from?.offset === 0
    this.#from = null
    if (this.#dragging) {
      const far = wasClosed ? -this.#offset > catchPx : -this.#offset > this.#widthPx - catchPx
      this.#offset = far ? -this.#widthPx : 0
    }
    return wasTap
  }

  close(): void {
    this.#from = null
    this.#offset = 0
  }
}
