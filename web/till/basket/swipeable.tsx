import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import styles from './basket.module.css'
import { holdMs, Swipe } from './swipe.ts'

interface SwipeableProps {
  /** The buttons that a drag to the left brings out, by their words. */
  behind: readonly { word: string; act: () => void; grave?: boolean }[]
  label: string
  onTap: () => void
  children: ReactNode
}

const buttonPx = 108

/** A line that can be tapped, and held and dragged to the left to bring out what lies behind it. */
export function Swipeable({ behind, label, onTap, children }: SwipeableProps) {
  const widthPx = behind.length * buttonPx
  const swipe = useRef<Swipe | null>(null)
  swipe.current ??= new Swipe(widthPx)
  const gesture = swipe.current
  const [offset, setOffset] = useState(0)
  const [held, setHeld] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const row = useRef<HTMLLIElement>(null)
  const wasTapped = useRef(false)
  const show = () => setOffset(gesture.offset)
  const letGo = () => {
    clearTimeout(timer.current)
    setHeld(false)
  }
  const close = () => {
    gesture.close()
    show()
  }
  useCloseOutside(row, offset !== 0, close)
  useNoScrollWhile(row, () => gesture.isDragging)
  const onDown = (event: PointerEvent<HTMLElement>) => {
    wasTapped.current = false
    if (event.button !== 0 || isButton(event)) return
    gesture.down(pointOf(event), event.timeStamp)
    timer.current = setTimeout(() => setHeld(true), holdMs)
  }
  const onMove = (event: PointerEvent<HTMLElement>) => {
    if (!gesture.move(pointOf(event), event.timeStamp)) return letGo()
    if (!gesture.isDragging) return
    if (!event.currentTarget.hasPointerCapture(event.pointerId))
      event.currentTarget.setPointerCapture(event.pointerId)
    show()
  }
  const onUp = () => {
    letGo()
    const wasOpen = gesture.isOpen
    const wasTap = gesture.up()
    if (wasTap && wasOpen) close()
    wasTapped.current = wasTap && !wasOpen
    show()
  }
  // The click comes after the pointer was lifted: on a slow device it would hit, and close, the dialog that opened before it.
  const onClick = () => {
    if (wasTapped.current) onTap()
    wasTapped.current = false
  }
  return (
    <li className={styles.line} ref={row}>
      <div className={styles.behind} style={{ width: widthPx }} inert={offset === 0}>
        {behind.map(({ word, act, grave = false }) => (
          <button
            key={word}
            type="button"
            data-grave={grave}
            onClick={() => {
              close()
              act()
            }}
          >
            {word}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: it holds buttons of its own, which a button may not */}
      <div
        className={styles.front}
        role="button"
        tabIndex={0}
        aria-label={label}
        data-held={held}
        style={{ transform: `translateX(${offset}px)` }}
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onClick={onClick}
        onPointerCancel={() => {
          letGo()
          gesture.up()
          show()
        }}
        onContextMenu={event => event.preventDefault()}
        onKeyDown={event => {
          if (event.key === 'Enter' && event.target === event.currentTarget) onTap()
        }}
      >
        {children}
      </div>
    </li>
  )
}

/** Touching anything else puts the line back. */
function useCloseOutside(row: React.RefObject<HTMLElement | null>, isOpen: boolean, close: () => void) {
  useEffect(() => {
    if (!isOpen) return
    const onDown = (event: Event) => {
      if (event.target instanceof Node && !row.current?.contains(event.target)) close()
    }
    addEventListener('pointerdown', onDown, { capture: true })
    return () => removeEventListener('pointerdown', onDown, { capture: true })
  })
}

/** A drag that the browser took for scrolling, too, would swallow the tap that follows it. */
function useNoScrollWhile(row: React.RefObject<HTMLElement | null>, isDragging: () => boolean) {
  const latest = useRef(isDragging)
  latest.current = isDragging
  useEffect(() => {
    const element = row.current
    const onMove = (event: TouchEvent) => {
      if (latest.current() && event.cancelable) event.preventDefault()
    }
    element?.addEventListener('touchmove', onMove, { passive: false })
    return () => element?.removeEventListener('touchmove', onMove)
  }, [row])
}

const pointOf = ({ clientX, clientY }: PointerEvent) => ({ x: clientX, y: clientY })

const isButton = (event: PointerEvent<HTMLElement>) =>
  event.target instanceof Element && event.target.closest('button') !== null
