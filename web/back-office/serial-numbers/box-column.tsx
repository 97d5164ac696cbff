import { useVirtualizer } from '@tanstack/react-virtual'
import type { TFunction } from 'i18next'
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { Box, BoxProblem } from './box-list.ts'
import styles from './serial-numbers.module.css'
import type { Boxes } from './use-boxes.ts'

interface BoxColumnProps {
  entry: Boxes
  /** The heading over the boxes of a shelf; null for none. */
  headingOf: (shelf: number) => string | null
  labelOf: (index: number) => string
  /** A pasted column, or a range that was typed; false leaves it to the box. */
  onTexts: (index: number, texts: readonly string[]) => boolean
  onEnter: (index: number) => boolean
  focus: RefObject<((index: number) => void) | null>
  /** Empty boxes are marked once somebody tried to save. */
  marksEmpty: boolean
}

type Line = { heading: string; key: string } | { index: number; key: string }

/** The boxes, of which only those in sight are drawn: 10,000 of them scroll and type like ten. */
export function BoxColumn(props: BoxColumnProps) {
  const { entry, headingOf, focus } = props
  const { boxes } = entry
  const viewport = useRef<HTMLDivElement>(null)
  const shape = boxes.map(box => box.shelf).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: typing changes texts, and only the shelves make the lines
  const lines = useMemo(() => linesOf(boxes, headingOf), [shape, headingOf])
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => 42,
    overscan: 10,
    getItemKey: index => lines[index]!.key,
  })
  const [wanted, setWanted] = useState<number | null>(null)
  focus.current = index => {
    const at = lines.findIndex(line => 'index' in line && line.index === index)
    if (at < 0) return
    virtualizer.scrollToIndex(at, { align: 'auto' })
    setWanted(index)
  }
  useEffect(() => {
    if (wanted === null) return
    const field = viewport.current?.querySelector<HTMLInputElement>(`[data-box="${wanted}"]`)
    if (!field) return
    field.focus()
    field.select()
    setWanted(null)
  })
  return (
    <div ref={viewport} className={styles.column}>
      <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {virtualizer.getVirtualItems().map(item => {
          const line = lines[item.index]!
          return (
            <div key={item.key} className={styles.line} style={{ transform: `translateY(${item.start}px)` }}>
              {'heading' in line ? (
                <h3 className={styles.shelf}>{line.heading}</h3>
              ) : (
                <BoxLine {...props} index={line.index} box={boxes[line.index]!} />
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function linesOf(boxes: readonly Box[], headingOf: (shelf: number) => string | null): Line[] {
  const lines: Line[] = []
  let shelf = -1
  for (const [index, box] of boxes.entries()) {
    const heading = box.shelf === shelf ? null : headingOf(box.shelf)
    if (heading !== null) lines.push({ heading, key: `shelf ${box.shelf}` })
    shelf = box.shelf
    lines.push({ index, key: `box ${index}` })
  }
  return lines
}

interface BoxLineProps extends BoxColumnProps {
  index: number
  box: Box
}

function BoxLine({ entry, index, box, labelOf, onTexts, onEnter, focus, marksEmpty }: BoxLineProps) {
  const { t } = useTranslation()
  const found = entry.problems.get(index)
  const problem = found?.what === 'empty' && !marksEmpty ? undefined : found
  const go = (to: number) => focus.current?.(to)
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (event.key === 'Enter' && onEnter(index)) return
    go(index + step)
  }
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const texts = event.clipboardData
      .getData('text')
      .replace(/\r?\n$/, '')
      .split(/\r\n|\n|\r/)
    const firstColumn = texts.map(line => line.split('\t')[0] ?? '')
    if ((texts.length > 1 || texts[0]?.includes('\t')) && onTexts(index, firstColumn)) event.preventDefault()
  }
  const remark = problem
    ? wordsOf(t, problem)
    : box.was !== '' && box.text.trim() !== box.was
      ? t('serialNumbers.was', { was: box.was })
      : box.note
  return (
    <div className={styles.box} data-bad={problem !== undefined}>
      <span className={styles.number}>{index + 1}</span>
      <input
        className={styles.field}
        data-box={index}
        aria-label={labelOf(index)}
        aria-invalid={problem !== undefined}
        aria-describedby={remark ? `box-remark-${index}` : undefined}
        value={box.text}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        onChange={event => entry.write(index, event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      {remark ? (
        <span
          id={`box-remark-${index}`}
          className={styles.remark}
          title={remark}
          data-bad={problem !== undefined}
        >
          {remark}
        </span>
      ) : null}
    </div>
  )
}

function wordsOf(t: TFunction, problem: BoxProblem): string {
  if (problem.what === 'empty') return t('serialNumbers.empty')
  if (problem.what === 'twice') return t('serialNumbers.twice', { number: problem.other + 1 })
  if (problem.what === 'taken') return t('serialNumbers.taken', { where: problem.where })
  return problem.sentence
}
