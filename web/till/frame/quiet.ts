import { useEffect } from 'react'
import { isBlank } from '../basket/basket.ts'
import { useCell } from '../device/cell.ts'
import { useTill } from '../device/till.ts'
import { newerVersion } from '../device/worker.ts'

/** Nobody has touched a till for so long: where one signs in, and where somebody left it open. */
const quietMs = { locked: 3_000, signedIn: 10 * 60_000 }

/** True when no window of this device has a basket that a change of version would come in the middle of. */
export function useNoBasket(): boolean {
  const till = useTill()
  const mine = useCell(till.baskets.mine)
  const others = useCell(till.baskets.others)
  return isBlank(mine) && others.every(({ slot }) => slot === null)
}

/** Takes a newer version by itself when nobody is at it: never in the middle of a basket, and not under somebody's hands. */
export function useQuietChange(): void {
  const till = useTill()
  const isLocked = useCell(till.signIn) === null
  const newer = useCell(newerVersion)
  const isFree = useNoBasket()
  useEffect(() => {
    if (!newer || !isFree) return
    return whenQuiet(isLocked ? quietMs.locked : quietMs.signedIn, newer)
  }, [newer, isFree, isLocked])
}

/** Does it once nothing was touched or typed for so long. Gives what calls it off. */
function whenQuiet(milliseconds: number, then: () => void): () => void {
  let timer = setTimeout(then, milliseconds)
  const again = () => {
    clearTimeout(timer)
    timer = setTimeout(then, milliseconds)
  }
  const touches = ['pointerdown', 'keydown'] as const
  for (const touch of touches) addEventListener(touch, again, { capture: true })
  return () => {
    clearTimeout(timer)
    for (const touch of touches) removeEventListener(touch, again, { capture: true })
  }
}
