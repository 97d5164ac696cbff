import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import styles from './grid.module.css'
import type { Direction } from './grid-work.ts'

export interface EditorProps {
  label: string
  /** What the field holds at first. */
  initial: string
  /** True while what is typed replaces the former text; then the arrows leave the cell. */
  anew: boolean
  isNumber?: boolean
  /** Ends the editing; null takes back what was typed. */
  onFinish: (text: string | null, move: Direction) => void
}

/** The field inside the cell that is being edited. */
export function TextEditor({ label, initial, anew, isNumber = false, onFinish }: EditorProps) {
  const [text, setText] = useState(initial)
  const field = useEditorField(anew)
  const finished = useRef(false)
  const finish = (value: string | null, move: Direction) => {
    if (finished.current) return
    finished.current = true
    onFinish(value, move)
  }
  return (
    <input
      ref={field}
      className={styles.field}
      aria-label={label}
      value={text}
      onChange={event => setText(event.currentTarget.value)}
      onKeyDown={event => {
        if (isSeparator(event)) {
          event.preventDefault()
          setText(`${text}\u001d`)
          return
        }
        const end = endOf(event, anew)
        if (!end) return
        event.preventDefault()
        event.stopPropagation()
        finish(end.keeps ? text : null, end.move)
      }}
      onBlur={() => finish(text, 'stay')}
      inputMode={isNumber ? 'decimal' : 'text'}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      enterKeyHint="next"
    />
  )
}

/** Puts the cursor into a field as soon as it stands: before the key that opened it has its effect. */
export function useEditorField(anew: boolean) {
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    field.current?.focus({ preventScroll: true })
    if (!anew) field.current?.select()
  }, [anew])
  return field
}

/** Some scanners send the separator of GS1 codes as Control and ]. */
export const isSeparator = (event: KeyboardEvent): boolean => event.ctrlKey && event.key === ']'

/** Whether a key ends the editing, and where it leads. */
export function endOf(event: KeyboardEvent, anew: boolean): { keeps: boolean; move: Direction } | null {
  if (event.nativeEvent.isComposing) return null
  if (event.key === 'Enter') return { keeps: true, move: event.shiftKey ? 'up' : 'down' }
  if (event.key === 'Tab') return { keeps: true, move: event.shiftKey ? 'left' : 'right' }
  if (event.key === 'Escape') return { keeps: false, move: 'stay' }
  if (event.key === 'ArrowDown') return { keeps: true, move: 'down' }
  if (event.key === 'ArrowUp') return { keeps: true, move: 'up' }
  if (anew && event.key === 'ArrowRight') return { keeps: true, move: 'right' }
  if (anew && event.key === 'ArrowLeft') return { keeps: true, move: 'left' }
  return null
}
