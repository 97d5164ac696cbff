import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { IconListNumbers } from '@tabler/icons-react'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { serialProblem } from '../../../contract/serial-pattern.ts'
import { readScan } from '../../../gs1/public.ts'
import { isUnnumbered, withPieces } from './receive-pieces.ts'
import { nameOf, type PartRow, useEntry } from './receiving-cells.tsx'
import type { Entry } from './receiving-draft.ts'
import styles from './warehousing.module.css'

/** The serial number of a piece. A column that is pasted goes on downwards, and so does a scanner's Enter. */
export function SerialCell(row: PartRow) {
  const { t } = useTranslation()
  const { entry, set, change, problem, tried, unnumbered, enterPieces } = useEntry(row)
  const { line, part } = row
  const isOpen = isUnnumbered(line)
  const serial = entry.serial.trim()
  const malformed =
    serial !== '' && line.serialPattern !== null ? serialProblem(serial, line.serialPattern) : null
  const isShown = problem === 'twice' || (problem === 'noSerial' && tried)
  const countsIt = (text: string): Partial<Entry> =>
    isOpen && text.trim() !== '' && !entry.quantity && !entry.damaged ? { quantity: 1 } : {}
  const paste = (event: ClipboardEvent) => {
    const serials = columnOf(event.clipboardData.getData('text'))
    if (!isOpen || serials.length < 2) return
    event.preventDefault()
    const { lot, bin, madeOn, expiresOn, supplierLot } = entry
    const facts = { lot, bin, madeOn, expiresOn, supplierLot }
    change(draft => withPieces(draft, [line], { serials, facts }))
  }
  const goDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    const scan = readScan(entry.serial)
    if (scan.kind === 'gs1' && scan.serial !== undefined) {
      const { serial, lot, expiresOn } = scan
      set({ serial, ...(lot ? { lot } : {}), ...(expiresOn ? { expiresOn } : {}) })
    }
    nextSerialField(event.currentTarget)?.focus()
  }
  return (
    <span className={styles.serial}>
      <TextInput
        className={styles.field}
        size="xs"
        aria-label={t('goodsReceipts.serialOf', nameOf(row))}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        data-serial-field
        {...(isOpen ? { 'data-takes-scans': true } : {})}
        value={entry.serial}
        onChange={event => set({ serial: event.currentTarget.value, ...countsIt(event.currentTarget.value) })}
        onPaste={paste}
        onKeyDown={goDown}
        error={isShown ? t(`goodsReceipts.problem.${problem}`, { text: serial, open: '' }) : malformed}
        styles={{ input: { fontFamily: 'var(--mono)' } }}
      />
      {part === 0 && unnumbered.has(line.id) ? (
        <Tooltip label={t('goodsReceipts.pieces.open')}>
          <ActionIcon
            size="md"
            variant="default"
            aria-label={`${t('goodsReceipts.pieces.open')}: ${line.productName}`}
            onClick={() => enterPieces(line)}
          >
            <IconListNumbers size={16} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      ) : null}
    </span>
  )
}

/** The first cell of each line, as spreadsheets copy a column. */
const columnOf = (text: string) =>
  text
    .split(/\r?\n/)
    .map(row => row.split('\t')[0]!.trim())
    .filter(cell => cell !== '')

function nextSerialField(field: HTMLInputElement): HTMLInputElement | undefined {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input[data-serial-field]')]
  return fields[fields.indexOf(field) + 1]
}
