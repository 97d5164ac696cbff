import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversion, ConversionCount } from '../../../contract/conversion.ts'
import { api } from '../../../contract/public.ts'
import { isSerialRange, parseSerialRange } from '../../../contract/serial-range.ts'
import { readScan } from '../../../gs1/public.ts'
import { useWrite } from '../../client/public.ts'
import { notify, parseQuantity, useConventions, useFormat, writeAmount } from '../../kit/public.ts'
import {
  type Defaults,
  type Field,
  fieldsOf,
  isFilled,
  linesOf,
  nextEmpty,
  rowsOf,
  twins,
  withBlock,
} from './count-rows.ts'

/** A range that was typed into a row and waits for a yes, or the reason why it is none. */
export interface TypedRange {
  readonly row: number
  readonly serials: readonly string[]
}

export type CountWork = ReturnType<typeof useCount>

/** The work on the count of one bin: rows as they are typed, what is wrong with them, and how they are saved. */
export function useCount(conversion: Conversion, first: ConversionCount) {
  const { t } = useTranslation()
  const format = useFormat()
  const { locale } = useConventions()
  const { decimals } = conversion
  const pieces = conversion.to.serials
  const hasLot = first.shelf.lot !== null
  const columns = fieldsOf(conversion, first.shelf)
  const read = (text: string) => parseQuantity(text, locale, decimals)
  const [rows, setRows] = useState(() =>
    rowsOf(first.lines, { pieces, onHand: first.shelf.onHand }, units =>
      writeAmount(units, locale, decimals),
    ),
  )
  const [defaults, setDefaults] = useState<Defaults>({ lotNumber: conversion.number, expiresOn: '' })
  const [saved, setSaved] = useState({ rows, defaults })
  /** What is on its way; what is typed meanwhile is not saved with it. */
  const sent = useRef(saved)
  const [range, setRange] = useState<TypedRange | null>(null)
  /** What is to be said of a row at once, until it is typed into. */
  const [said, setSaid] = useState<{ row: number; sentence: string } | null>(null)
  const [known, setKnown] = useState(() => bySerial(first.lines, first.problems))
  const version = useRef(first.shelf.version)
  const focus = useRef<(row: number, field: Field) => void>(() => {})
  const doubled = useMemo(() => twins(rows), [rows])

  const write = useWrite(api.conversion.saveShelf, {
    onDone: (answer, { body }) => {
      version.current = answer.shelf.version
      setSaved(sent.current)
      setKnown(bySerial(body.lines as ConversionCount['lines'], answer.problems))
      const { identified, onHand } = answer.shelf
      notify.done(
        t('conversion.countSaved', {
          identified: format.quantity(identified, decimals),
          onHand: format.quantity(onHand, decimals),
        }),
      )
    },
  })

  const setBlock = (row: number, field: Field, cells: readonly (readonly string[])[]) =>
    setRows(withBlock(rows, { row, field }, cells, columns, pieces))
  const identified = pieces
    ? rows.filter(row => row.serial !== '').length
    : rows.reduce((sum, row) => sum + (read(row.quantity) ?? 0), 0)

  /**
   * Leaves a field: a range opens its panel and is not taken as it stands; a lot that is confirmed with Enter takes what is
   * left. True when the cursor may go on.
   */
  const settle = (row: number, field: Field, isEntered = false): boolean => {
    const text = rows[row]?.[field] ?? ''
    if (field === 'serial' && isSerialRange(text, { isShown: true })) {
      const parsed = parseSerialRange(text, { isShown: true })
      if ('problem' in parsed) setSaid({ row, sentence: parsed.problem })
      else setRange({ row, serials: parsed.serials })
      return false
    }
    setSaid(null)
    const rest = first.shelf.onHand - identified
    if (
      isEntered &&
      field === 'lotNumber' &&
      !pieces &&
      text !== '' &&
      rows[row]?.quantity === '' &&
      rest > 0
    )
      setBlock(row, 'quantity', [[writeAmount(rest, locale, decimals)]])
    return true
  }

  const problemOf = (index: number): string | null => {
    const row = rows[index]!
    if (said?.row === index) return said.sentence
    const twin = doubled.get(index)
    if (twin !== undefined) return t('conversion.twice', { row: format.count(twin) })
    if (row.serial !== '') return known.get(row.serial) ?? null
    if (pieces || !isFilled(row)) return null
    if (row.lotNumber === '') return t('conversion.noLot')
    return read(row.quantity) === null ? t('conversion.noQuantity') : null
  }

  return {
    rows,
    columns,
    identified,
    dirty: rows !== saved.rows || defaults !== saved.defaults,
    defaults,
    setDefaults,
    range,
    fillRange: () => {
      if (range === null) return
      setBlock(
        range.row,
        'serial',
        range.serials.map(serial => [serial]),
      )
      setRange(null)
      focus.current(range.row + range.serials.length, 'serial')
    },
    closeRange: () => setRange(null),
    setCell: (row: number, field: Field, text: string) => {
      if (said !== null) setSaid(null)
      setBlock(row, field, [[text]])
    },
    setBlock,
    settle,
    problemOf,
    /** A scan while the cursor is in no field goes to the first row that is still empty. */
    scan: (text: string) => {
      const scanned = readScan(text)
      const row = nextEmpty(rows, 0)
      if (scanned.kind === 'damaged') {
        setSaid({ row, sentence: scanned.problem.sentence })
        return true
      }
      const serial = scanned.kind === 'gs1' ? scanned.serial : scanned.text
      if (serial === undefined) return false
      setRows(withBlock(rows, { row, field: 'serial' }, [[serial]], columns, pieces))
      focus.current(row + 1, 'serial')
      return true
    },
    focus,
    busy: write.isPending,
    error: write.error,
    save: () => {
      const { variantId, bin, lot } = first.shelf
      const lines = linesOf(rows, { pieces, hasLot, defaults }, read)
      sent.current = { rows, defaults }
      write.mutate({
        params: { conversionId: conversion.id },
        body: { variantId, binId: bin.id, lotId: lot?.id ?? null, version: version.current, lines },
      })
    },
  }
}

function bySerial(
  lines: ConversionCount['lines'],
  problems: ConversionCount['problems'],
): Map<string, string> {
  return new Map(problems.map(({ line, sentence }) => [lines[line]?.serial ?? '', sentence]))
}
