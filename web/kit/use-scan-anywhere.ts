import { useEffect, useRef } from 'react'
import { burstGapMs, ScanBurst } from './scan-burst.ts'
import { isEditable, type ScanHandler, useScan } from './use-scan.ts'

/**
 * Takes scans of a screen wherever the cursor is, also in its fields: what the scanner typed into one is taken out again.
 * A field with `data-takes-scans`, and all outside of `main`, keep theirs.
 */
export function useScanAnywhere(handler: ScanHandler): void {
  useScan(handler)
  const latest = useRef(handler)
  latest.current = handler
  useEffect(() => {
    const burst = new ScanBurst()
    let started: { field: HTMLInputElement; text: string } | null = null
    let lastAt = Number.NEGATIVE_INFINITY
    const onKeyDown = (event: KeyboardEvent) => {
      const field = fieldOf(event)
      const key = typedKey(event)
      if (field === null || key === null) return
      if (event.timeStamp - lastAt > burstGapMs || started?.field !== field) {
        burst.forget()
        started = { field, text: field.value }
      }
      lastAt = event.timeStamp
      const scan = burst.press(key, event.timeStamp)
      if (scan === null) return
      event.preventDefault()
      event.stopImmediatePropagation()
      write(field, started.text)
      latest.current(scan)
    }
    addEventListener('keydown', onKeyDown, { capture: true })
    return () => removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}

function fieldOf({ target, isComposing }: KeyboardEvent): HTMLInputElement | null {
  if (isComposing || !isEditable(target) || !(target instanceof HTMLInputElement)) return null
  return target.closest('main') !== null && !target.dataset.takesScans ? target : null
}

function typedKey({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): string | null {
  if (ctrlKey && key === ']') return '\u001d'
  return ctrlKey || metaKey || altKey ? null : key
}

/** Sets a field as if it had been typed, so that React notices. */
function write(field: HTMLInputElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
