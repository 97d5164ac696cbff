import { useEffect, useRef } from 'react'
import { burstGapMs, isEditable } from '../../kit/public.ts'

/** Calls back on `/` outside fields, and on Control or Command with K anywhere. */
export function useFindShortcut(onShortcut: () => void): void {
  const latest = useRef(onShortcut)
  latest.current = onShortcut
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    const onKeyDown = (event: KeyboardEvent) => {
      // A scanned address has slashes too: only one that stands alone is the shortcut.
      clearTimeout(waiting)
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        latest.current()
      } else if (event.key === '/' && !event.ctrlKey && !event.metaKey && !isEditable(event.target)) {
        event.preventDefault()
        waiting = setTimeout(() => latest.current(), burstGapMs * 2)
      }
    }
    addEventListener('keydown', onKeyDown, { capture: true })
    return () => {
      clearTimeout(waiting)
      removeEventListener('keydown', onKeyDown, { capture: true })
    }
  }, [])
}
