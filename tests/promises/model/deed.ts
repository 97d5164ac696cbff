import fc from 'fast-check'
import { expect } from 'vitest'
import { Refusal } from '../../../server/platform/refusal.ts'
import type { TillDevice } from '../../../server/till/public.ts'
import type { TestShop } from '../../harness/shop.ts'
import type { Shelf } from '../../harness/stocked-shop.ts'
import { expectSame } from './told.ts'
import type { World } from './world.ts'

/** A till of the shop, at which somebody stands. */
export type ModelTill = TillDevice & { readonly drawerId: string; readonly signInId: string }

/** The real shop that everything is done to as well. */
export interface Real {
  readonly shop: TestShop
  readonly shelf: Shelf
  /** The other location, where goods are sent to. */
  readonly far: Shelf
  readonly customerId: number
  readonly till: ModelTill
}

/** Numbers that decide, whatever the world looks like then: which product, how many, where. */
export class Dice {
  #next = 0
  readonly #throws: readonly number[]
  constructor(throws: readonly number[]) {
    this.#throws = throws
  }
  /** From 0 to sides − 1. */
  throw(sides: number): number {
    const thrown = this.#throws[this.#next++ % this.#throws.length]!
    return thrown % sides
  }
  between(least: number, most: number): number {
    return least + this.throw(most - least + 1)
  }
  /** One of them, or undefined where there is none. */
  of<Value>(values: readonly Value[]): Value | undefined {
    return values.length === 0 ? undefined : values[this.throw(values.length)]
  }
  /** So many different ones, in an order of the dice. */
  some<Value>(values: readonly Value[], count: number): Value[] {
    const left = [...values]
    return Array.from(
      { length: Math.min(count, left.length) },
      () => left.splice(this.throw(left.length), 1)[0]!,
    )
  }
}

/** Does one thing to the world and to the shop, or what must come before it, and tells it in a line. */
export type Deed = (world: World, real: Real, dice: Dice) => Promise<string>

export type Command = fc.AsyncCommand<World, Real>

/** A deed as a command of fast-check: after it, world and ledger are compared. */
export function command(deed: Deed): fc.Arbitrary<Command> {
  return fc.array(fc.nat(9999), { minLength: 8, maxLength: 8 }).map(throws => {
    let line = `${deed.name} (not reached)`
    return {
      check: () => true,
      run: async (world: World, real: Real) => {
        line = `${deed.name} failed`
        line = await deed(world, real, new Dice(throws))
        await expectSame(world, real.shop)
      },
      toString: () => line,
    }
  })
}

/**
 * Does it in the shop and gives the answer, or null after a refusal that the world foresaw. `foreseen` is the code of the
 * refusal, several where any of them may be told, or null where the shop must do it.
 */
export async function attempt<Answer>(
  act: Promise<Answer>,
  foreseen: string | readonly string[] | null,
  what: string,
): Promise<Answer | null> {
  const codes = typeof foreseen === 'string' ? [foreseen] : (foreseen ?? [])
  try {
    const answer = await act
    expect(codes, `${what} was done, and should have been refused`).toEqual([])
    return answer
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    expect(codes, `${what} was refused: ${error.message}`).toContain(error.code)
    return null
  }
}
