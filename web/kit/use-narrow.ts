import { useLayoutEffect, useState } from 'react'

/** True while an element is less than so many pixels wide. */
export function useNarrow(element: HTMLElement | null, belowPx: number): boolean {
  const [narrow, setNarrow] = useState(() => window.innerWidth < belowPx)
  useLayoutEffect(() => {
    if (!element) return
    const observer = new ResizeObserver(() => setNarrow(element.clientWidth < belowPx))
    observer.observe(element)
    return () => observer.disconnect()
  }, [element, belowPx])
  return narrow
}
