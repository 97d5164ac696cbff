import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DispatchOrder } from '../../../contract/order-dispatch.ts'
import { api } from '../../../contract/public.ts'
import { call, sentenceOf, useWrite } from '../../client/public.ts'
import {
  type Boxes,
  boxedLines,
  emptyWants,
  fillEmpty,
  firstBoxes,
  type Place,
  placeKey,
  takenPieces,
  twiceChosen,
  withValue,
} from './boxes.ts'
import { boxId } from './identifier-box.tsx'
import { placeCode } from './place-code.ts'

export interface Said {
  readonly bad: boolean
  readonly text: string
}

/** The boxes of the dialog, and every way in which something enters one: typed, chosen, scanned, or filled by itself. */
export function useAllocating(orders: readonly DispatchOrder[]) {
  const { t } = useTranslation()
  const lines = useMemo(() => boxedLines(orders), [orders])
  const [boxes, setBoxes] = useState<Boxes>(() => firstBoxes(orders))
  const [suggested, setSuggested] = useState<ReadonlySet<string>>(new Set())
  const [warnings, setWarnings] = useState<ReadonlyMap<string, string>>(new Map())
  const [said, setSaid] = useState<Said | null>(null)
  const [isBusy, setBusy] = useState(false)
  // Scans can follow one another before the screen is drawn again, so each goes on from what the last one left.
  const latest = useRef(boxes)

  const put = useCallback((place: Place, value: string | null, warning: string | null) => {
    latest.current = withValue(latest.current, place, value)
    setBoxes(latest.current)
    const key = placeKey(place)
    setSuggested(former => withoutKey(former, key))
    setWarnings(former => {
      const next = new Map(former)
      if (warning === null) next.delete(key)
      else next.set(key, warning)
      return next
    })
  }, [])
  const variantIds = useMemo(() => [...new Set(lines.map(({ line }) => line.variantId))], [lines])

  const takeCode = useCallback(
    async (code: string, from: Place | null) => {
      try {
        const fitting = await call(api.orderDispatch.fitIdentifier, { body: { text: code, variantIds } })
        const placed = placeCode(t, code, fitting, { lines, boxes: latest.current }, from)
        if (placed.put !== null) put(placed.put.place, placed.put.value, placed.warning)
        setSaid(placed.said)
        goOn(
          placed.focus ??
            (placed.said.bad ? null : nextEmpty(lines, latest.current, placed.put?.place ?? null)),
        )
      } catch (error) {
        setSaid({ bad: true, text: sentenceOf(error) })
      }
    },
    [lines, variantIds, put, t],
  )
  const onValue = useCallback(
    async (place: Place, value: string | null, isKnown: boolean) => {
      put(place, value, null)
      const own = lines.find(({ line }) => line.orderLineId === place.orderLineId)
      if (isKnown || value === null || own === undefined || own.line.identifierMode === 'at_dispatch') return
      try {
        const body = { text: value, variantIds: [own.line.variantId] }
        const fitting = await call(api.orderDispatch.fitIdentifier, { body })
        const placed = placeCode(t, value, fitting, { lines: [own], boxes: latest.current }, place)
        if (latest.current.get(place.orderLineId)?.[place.index] !== value) return
        put(place, placed.put?.value ?? value, placed.warning)
        if (placed.said.bad) setSaid(placed.said)
      } catch {
        // Asked again when it is saved.
      }
    },
    [lines, put, t],
  )
  const adding = useWrite(api.identifiers.addIdentifierValue)
  const addToList = useCallback(
    async (place: Place, typed: string) => {
      const own = lines.find(({ line }) => line.orderLineId === place.orderLineId)
      if (own === undefined) return
      const { variantId, productName: product } = own.line
      try {
        const { value } = await adding.mutateAsync({ params: { variantId }, body: { value: typed } })
        put(place, value, null)
        setSaid({ bad: false, text: t('orderDispatch.addedToList', { value, product }) })
      } catch (error) {
        put(place, typed, sentenceOf(error))
      }
    },
    [lines, put, t, adding.mutateAsync],
  )
  const allocate = async () => {
    setBusy(true)
    try {
      const wants = emptyWants(lines, latest.current)
      const body = { wants, taken: takenPieces(lines, latest.current) }
      const { items } =
        wants.length === 0 ? { items: [] } : await call(api.orderDispatch.suggestIdentifiers, { body })
      const filled = fillEmpty(lines, latest.current, items)
      latest.current = filled.boxes
      setBoxes(filled.boxes)
      setSuggested(former => new Set([...former, ...filled.filled]))
      const short = emptyWants(lines, filled.boxes).reduce((sum, want) => sum + want.count, 0)
      const words = [
        t('orderDispatch.allocated', { count: filled.filled.size }),
        ...(short > 0 ? [t('orderDispatch.allocatedShort', { count: short })] : []),
      ]
      setSaid({ bad: short > 0, text: words.join(' ') })
    } catch (error) {
      setSaid({ bad: true, text: sentenceOf(error) })
    } finally {
      setBusy(false)
    }
  }
  const twice = useMemo(() => twiceChosen(lines, boxes), [lines, boxes])
  return {
    lines,
    boxes,
    suggested,
    warnings,
    twice,
    said,
    setSaid,
    isBusy,
    takeCode,
    onValue,
    addToList,
    allocate,
  }
}

function withoutKey(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  if (!set.has(key)) return set
  const next = new Set(set)
  next.delete(key)
  return next
}

/** The next empty box after one, over all orders. */
function nextEmpty(lines: ReturnType<typeof boxedLines>, boxes: Boxes, after: Place | null): Place | null {
  if (after === null) return null
  const start = lines.findIndex(({ line }) => line.orderLineId === after.orderLineId)
  for (const { line } of [...lines.slice(start), ...lines.slice(0, start)]) {
    const index = (boxes.get(line.orderLineId) ?? []).indexOf(null)
    if (index >= 0) return { orderLineId: line.orderLineId, index }
  }
  return null
}

/** The cursor goes on only from box to box: a scan with the cursor nowhere leaves it there. */
function goOn(place: Place | null): void {
  if (place === null || document.activeElement?.id.startsWith('identifier-') !== true) return
  requestAnimationFrame(() => document.getElementById(boxId(place))?.focus())
}
