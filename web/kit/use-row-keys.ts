import { type FocusEvent, type KeyboardEvent, useId, useState } from 'react'

interface RowKeysOptions {
  count: number
  open: (index: number) => void
  /** Scrolls a row into sight. */
  show: (index: number) => void
}

/** Rows by keyboard: the grid keeps the focus and names the active row; arrows, Page, Home and End move it, Enter opens it. */
export function useRowKeys({ count, open, show }: RowKeysOptions) {
  const idBase = useId()
  const [row, setRow] = useState(0)
  const [focused, setFocused] = useState(false)
  const current = Math.min(row, count - 1)

  const move = (to: number) => {
    const next = Math.max(0, Math.min(count - 1, to))
    setRow(next)
    show(next)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (count === 0 || event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey)
      return
    if (event.key === 'Enter') open(current)
    else {
      const to = targetOf(event.key, current, count)
      if (to === null) return
      move(to)
    }
    event.preventDefault()
  }
  return {
    idBase,
    active: focused && count > 0 ? current : null,
    onKeyDown,
    onFocus: (event: FocusEvent<HTMLElement>) => setFocused(event.target === event.currentTarget),
    onBlur: () => setFocused(false),
  }
}

function targetOf(key: string, current: number, count: number): number | null {
  if (key === 'ArrowDown') return current + 1
  if (key === 'ArrowUp') return current - 1
  if (key === 'PageDown') return current + 12
  if (key === 'PageUp') return current - 12
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return null
}
