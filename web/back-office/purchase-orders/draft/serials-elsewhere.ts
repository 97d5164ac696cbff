import type { DraftLine } from './draft-line.ts'

export interface SerialQuestion {
  readonly variantId: number
  readonly serial: string
}
export type AskForSerials = (
  orderId: number | null,
  asked: readonly SerialQuestion[],
) => Promise<readonly (SerialQuestion & { readonly where: string })[]>

const pauseMs = 350
const mostAtOnce = 10_000
/** A colleague may scan the same box meanwhile: what was free a while ago is asked again when it is entered again. */
const staleMs = 60_000

/** Asks which serials of the rows are taken elsewhere: changed ones only, each set in one question, after a short pause. */
export class SerialsElsewhere {
  readonly #ask: AskForSerials
  readonly #orderId: () => number | null
  readonly #onFound: (keys: readonly number[]) => void
  readonly #answers = new Map<string, { where: string | null; askedAt: number }>()
  #waiting = new Map<string, SerialQuestion & { keys: Set<number> }>()
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(ask: AskForSerials, orderId: () => number | null, onFound: (keys: readonly number[]) => void) {
    this.#ask = ask
    this.#orderId = orderId
    this.#onFound = onFound
  }

  of(line: DraftLine): string | undefined {
    const question = questionOf(line)
    return question === null ? undefined : (this.#answers.get(nameOf(question))?.where ?? undefined)
  }

  /** Asks for the row's serial unless that was done lately. */
  look(line: DraftLine): void {
    const question = questionOf(line)
    if (question === null) return
    const name = nameOf(question)
    const before = this.#answers.get(name)
    // What was taken may be free again: its order was cancelled.
    if (before && before.where === null && Date.now() - before.askedAt < staleMs) return
    const waiting = this.#waiting.get(name)
    if (waiting) waiting.keys.add(line.key)
    else this.#waiting.set(name, { ...question, keys: new Set([line.key]) })
    this.#timer ??= setTimeout(() => void this.#send(), pauseMs)
  }

  async find(asked: readonly SerialQuestion[]) {
    const found: (SerialQuestion & { readonly where: string })[] = []
    for (let from = 0; from < asked.length; from += mostAtOnce)
      found.push(...(await this.#ask(this.#orderId(), asked.slice(from, from + mostAtOnce))))
    return found
  }

  async #send(): Promise<void> {
    const asked = [...this.#waiting.entries()]
    this.#waiting = new Map()
    for (let from = 0; from < asked.length; from += mostAtOnce) {
      const part = asked.slice(from, from + mostAtOnce)
      try {
        const found = await this.#ask(
          this.#orderId(),
          part.map(([, question]) => question),
        )
        this.#keep(part, found)
      } catch {
        // Without an answer nothing is marked; confirming asks again and says so.
      }
    }
    this.#timer = this.#waiting.size === 0 ? null : setTimeout(() => void this.#send(), pauseMs)
  }

  #keep(
    asked: readonly (readonly [string, { keys: Set<number> }])[],
    found: readonly (SerialQuestion & { where: string })[],
  ): void {
    const places = new Map(found.map(one => [nameOf(one), one.where]))
    const marked: number[] = []
    for (const [name, { keys }] of asked) {
      const where = places.get(name) ?? null
      const former = this.#answers.get(name)?.where ?? null
      this.#answers.set(name, { where, askedAt: Date.now() })
      if (where !== former) marked.push(...keys)
    }
    if (marked.length > 0) this.#onFound(marked)
  }
}

function questionOf({ product, serial }: DraftLine): SerialQuestion | null {
  return product?.piecesHaveSerials && serial !== '' ? { variantId: product.variantId, serial } : null
}

const nameOf = ({ variantId, serial }: SerialQuestion): string => `${variantId} ${serial}`
