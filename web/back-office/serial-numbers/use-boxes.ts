import { useEffect, useMemo, useRef, useState } from 'react'
import { api } from '../../../contract/public.ts'
import type { SerialPattern } from '../../../contract/serial-pattern.ts'
import { call } from '../../client/public.ts'
import { type Box, isChanged, keyOf, problemsOf } from './box-list.ts'

interface BoxesOptions {
  variantId: number
  pattern: SerialPattern | null
  /** Single use: every box is to be filled, and no other piece may have its serial number. */
  singleUse: boolean
}

/** The boxes that are being filled, and what is wrong with them at once. */
export function useBoxes(initial: readonly Box[], { variantId, pattern, singleUse }: BoxesOptions) {
  const [boxes, setBoxes] = useState(initial)
  const taken = useTaken(boxes, { variantId, enabled: singleUse })
  const problems = useMemo(
    () => problemsOf(boxes, { everyBox: singleUse, pattern: singleUse ? pattern : null, taken }),
    [boxes, singleUse, pattern, taken],
  )
  const write = (index: number, text: string) =>
    setBoxes(former => former.map((box, at) => (at === index ? { ...box, text } : box)))
  return { boxes, setBoxes, write, problems, changed: isChanged(boxes) }
}

export type Boxes = ReturnType<typeof useBoxes>

const nothing: ReadonlyMap<string, { unitId: number; where: string }> = new Map()

/** Asks where pieces with the typed serial numbers are, a moment after the last key and only for those not asked before. */
function useTaken(boxes: readonly Box[], { variantId, enabled }: { variantId: number; enabled: boolean }) {
  const [taken, setTaken] = useState(nothing)
  const asked = useRef(new Set<string>())
  useEffect(() => {
    if (!enabled) return
    const timer = setTimeout(() => {
      const fresh = boxes.filter(box => box.text.trim() !== box.was).map(box => keyOf(box.text))
      const serials = [...new Set(fresh)].filter(
        key => key !== '' && key.length <= 100 && !asked.current.has(key) && !/[\p{Cc}\p{Cs}]/u.test(key),
      )
      if (serials.length === 0) return
      for (const serial of serials) asked.current.add(serial)
      call(api.identifiers.checkSerials, { params: { variantId }, body: { serials } }).then(
        ({ items }) =>
          setTaken(former => new Map([...former, ...items.map(item => [item.serial, item] as const)])),
        () => {
          // Saving asks again; what could not be asked now is asked with the next key.
          for (const serial of serials) asked.current.delete(serial)
        },
      )
    }, 300)
    return () => clearTimeout(timer)
  }, [boxes, variantId, enabled])
  return taken
}
