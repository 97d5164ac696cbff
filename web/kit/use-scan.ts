import { useEffect, useRef } from 'react'
import { ScanBurst } from './scan-burst.ts'

/** Takes a scan; false passes it on to the next taker. */
export type ScanHandler = (text: string) => unknown

interface Taker {
  take: ScanHandler
  /** Takes only what nobody else took, however late it was mounted. */
  last: boolean
}

/** Newest first: a screen takes scans before the frame, a dialog before its screen. */
const takers: Taker[] = []
const burst = new ScanBurst()

/**
 * Takes scans that come while the cursor is in no field, wherever the focus is. The taker that was mounted last is
 * asked first. A field that has the cursor gets its scan itself.
 */
export function useScan(handler: ScanHandler, options: { enabled?: boolean; last?: boolean } = {}): void {
  const { enabled = true, last = false } = options
  const latest = useRef(handler)
  latest.current = handler
  useEffect(() => {
    if (!enabled) return
    const taker: Taker = { take: text => latest.current(text), last }
    if (takers.length === 0) addEventListener('keydown', onKeyDown, { capture: true })
    takers.unshift(taker)
    return () => {
      takers.splice(takers.indexOf(taker), 1)
      if (takers.length === 0) removeEventListener('keydown', onKeyDown, { capture: true })
    }
  }, [enabled, last])
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.isComposing || isEditable(event.target)) {
    burst.forget()
    return
  }
  const key = separatorOf(event)
  if (key === null) return
  const wasRunning = burst.isRunning(event.timeStamp)
  const scan = burst.press(key, event.timeStamp)
  // In the middle of a scan no key may scroll the page, press a focused button or reach a shortcut.
  if (scan !== null || (wasRunning && burst.isRunning(event.timeStamp))) {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  if (scan !== null) hand(scan)
}

function hand(text: string): void {
  const inTurn = [...takers].sort((one, other) => Number(one.last) - Number(other.last))
  for (const taker of inTurn) {
    if (taker.take(text) !== false) return
  }
}

/** Some scanners send a GS1 group separator as Control and ]. Every other chord is a shortcut and no scan. */
function separatorOf(event: KeyboardEvent): string | null {
  if (event.ctrlKey && event.key === ']') return '\u001d'
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  return event.key
}

/** True where typed keys belong to a field. */
export function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true
  return (
    target instanceof HTMLInputElement &&
    !['button', 'checkbox', 'radio', 'submit', 'reset'].includes(target.type)
  )
}
