import { useCallback, useState } from 'react'

/** Which orders are ticked; one at a time, or all that match however many are loaded. */
export function useTicks() {
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())
  const toggle = useCallback((id: number) => {
    setTicked(former => {
      const next = new Set(former)
      if (!next.delete(id)) next.add(id)
      return next
    })
  }, [])
  const tickAll = useCallback((ids: readonly number[]) => setTicked(new Set(ids)), [])
  return { ticked, toggle, tickAll }
}
