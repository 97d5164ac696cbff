// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be rows of a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the fields take the focus
import { TextInput } from '@mantine/core'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { readScan } from '../../../gs1/public.ts'
import { cellsOf, type Field } from './count-rows.ts'
import type { CountWork } from './use-count.ts'

interface CountCellProps {
  work: CountWork
  row: number
  field: Field
  readOnly: boolean
  bad: boolean
}

/** One field of a count. Enter, which ends a scan too, and the arrows go up and down; a copied block fills what is below. */
export function CountCell({ work, row, field, readOnly, bad }: CountCellProps) {
  const { t } = useTranslation()
  const text = work.rows[row]?.[field] ?? ''
  const isDate = field === 'madeOn' || field === 'expiresOn'
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isDate && event.key !== 'Enter') return
    const step = event.key === 'Enter' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    if (event.key === 'Enter' && field === 'serial') takeCode()
    if (work.settle(row, field, event.key === 'Enter')) work.focus.current(Math.max(0, row + step), field)
  }
  /** A scanner may have typed a whole GS1 code: only its serial belongs here. */
  const takeCode = () => {
    const scanned = readScan(text)
    if (scanned.kind === 'gs1' && scanned.serial !== undefined) work.setCell(row, 'serial', scanned.serial)
  }
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const cells = cellsOf(event.clipboardData.getData('text/plain'))
    if (cells === null) return
    event.preventDefault()
    work.setBlock(row, field, cells)
    work.focus.current(row + cells.length, field)
  }
  const placeholder =
    field === 'lotNumber' && work.columns.includes('serial') && work.rows[row]?.serial
      ? work.defaults.lotNumber
      : ''
  return (
    <div role="cell">
      <TextInput
        size="xs"
        aria-label={t('conversion.cell', { field: t(`conversion.field.${field}`), row: row + 1 })}
        type={isDate ? 'date' : 'text'}
        data-cell={`${row} ${field}`}
        data-takes-scans
        inputMode={field === 'quantity' ? 'decimal' : undefined}
        autoComplete="off"
        spellCheck={false}
        readOnly={readOnly}
        placeholder={placeholder}
        value={text}
        error={bad && field === work.columns[0]}
        onChange={event => work.setCell(row, field, event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => void work.settle(row, field)}
        styles={{ input: { fontFamily: 'var(--mono)', textAlign: field === 'quantity' ? 'end' : 'start' } }}
      />
    </div>
  )
}
