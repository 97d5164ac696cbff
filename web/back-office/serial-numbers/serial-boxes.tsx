import { Button, FileButton } from '@mantine/core'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { isSerialRange, parseSerialRange } from '../../../contract/serial-range.ts'
import { readScan } from '../../../gs1/public.ts'
import { upload } from '../../client/public.ts'
import { ConfirmDialog, Notice, Refused, useScan } from '../../kit/public.ts'
import { BoxColumn } from './box-column.tsx'
import { fillFrom } from './box-list.ts'
import styles from './serial-numbers.module.css'
import type { Boxes } from './use-boxes.ts'

interface SerialBoxesProps {
  variantId: number
  entry: Boxes
  headingOf: (shelf: number) => string | null
  labelOf: (index: number) => string
  marksEmpty: boolean
  focus: RefObject<((index: number) => void) | null>
}

interface Filling {
  from: number
  texts: readonly string[]
}

/** The boxes with the ways to fill many at once: a pasted column, a range that is shown first, a file; and the scanner. */
export function SerialBoxes({ variantId, entry, focus, ...column }: SerialBoxesProps) {
  const { t } = useTranslation()
  const [filling, setFilling] = useState<Filling | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const { boxes } = entry
  const fill = ({ from, texts }: Filling) => {
    const { boxes: filled, left } = fillFrom(boxes, from, texts)
    entry.setBoxes(filled)
    setProblem(left.length === 0 ? null : leftOver(left))
    focus.current?.(Math.min(from + texts.length, boxes.length - 1))
  }
  const leftOver = (texts: readonly string[]) =>
    new Error(t('serialNumbers.leftOver', { count: texts.length, texts: texts.slice(0, 5).join(', ') }))
  /** Where nothing would be overwritten, nobody needs to be asked. */
  const offer = (next: Filling, ask: boolean) => {
    if (ask || replacedBy(next) > 0) setFilling(next)
    else fill(next)
    return true
  }
  const replacedBy = ({ from, texts }: Filling) =>
    boxes
      .slice(from, from + texts.length)
      .filter((box, offset) => box.text !== '' && !(offset === 0 && isRange(box.text))).length
  const onEnter = (index: number) => {
    const text = boxes[index]!.text
    if (isRange(text)) return offerRange(index, text)
    const serial = serialIn(text)
    if (serial !== text) entry.write(index, serial)
    return false
  }
  const offerRange = (from: number, text: string) => {
    const read = parseSerialRange(text, { isShown: true })
    setProblem('problem' in read ? new Error(read.problem) : null)
    return 'problem' in read ? true : offer({ from, texts: read.serials }, true)
  }
  useScan(text => {
    const empty = boxes.findIndex(box => box.text === '')
    if (empty < 0) return false
    entry.write(empty, serialIn(text))
    focus.current?.(Math.min(empty + 1, boxes.length - 1))
    return true
  })
  const importFile = async (file: File | null) => {
    if (file === null) return
    try {
      const { serials } = await upload(api.identifiers.readSerialFile, { params: { variantId }, file })
      const empty = boxes.findIndex(box => box.text === '')
      offer({ from: Math.max(empty, 0), texts: serials }, true)
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <>
      <div className={styles.bar}>
        <p className={styles.hint}>{t('serialNumbers.hint')}</p>
        <FileButton onChange={file => void importFile(file)} accept=".xlsx,.csv,.txt,.tsv">
          {props => (
            <Button {...props} variant="default" size="xs" title={t('serialNumbers.fileHint')}>
              {t('serialNumbers.fromFile')}
            </Button>
          )}
        </FileButton>
      </div>
      <Refused error={problem} />
      <BoxColumn
        {...column}
        entry={entry}
        focus={focus}
        onTexts={(from, texts) => offer({ from, texts: texts.map(serialIn) }, false)}
        onEnter={onEnter}
      />
      {filling === null ? null : (
        <FillDialog
          filling={filling}
          room={boxes.length - filling.from}
          replaced={replacedBy(filling)}
          onFill={() => {
            setFilling(null)
            fill(filling)
          }}
          onClose={() => setFilling(null)}
        />
      )}
    </>
  )
}

interface FillDialogProps {
  filling: Filling
  room: number
  replaced: number
  onFill: () => void
  onClose: () => void
}

/** Shows what would be filled before it is taken. */
function FillDialog({ filling: { from, texts }, room, replaced, onFill, onClose }: FillDialogProps) {
  const { t } = useTranslation()
  return (
    <ConfirmDialog
      opened
      title={t('serialNumbers.fillTitle', { count: Math.min(texts.length, room) })}
      sentence={t('serialNumbers.fillSentence', {
        from: from + 1,
        first: texts[0] ?? '',
        last: texts.at(-1) ?? '',
      })}
      confirm={t('serialNumbers.fill')}
      keep={t('serialNumbers.asText')}
      onConfirm={onFill}
      onClose={onClose}
    >
      {replaced > 0 ? (
        <Notice tone="warn">{t('serialNumbers.fillReplaces', { count: replaced })}</Notice>
      ) : null}
      {texts.length > room ? (
        <Notice tone="warn">{t('serialNumbers.fillShort', { count: texts.length, room })}</Notice>
      ) : null}
    </ConfirmDialog>
  )
}

/** Longer texts are no range, and looking would take long. */
const isRange = (text: string) => text.length <= 210 && isSerialRange(text, { isShown: true })

/** The serial number in a GS1 code; any other text is one by itself. */
function serialIn(text: string): string {
  const scan = readScan(text)
  return scan.kind === 'gs1' ? (scan.serial ?? text.trim()) : text.trim()
}
