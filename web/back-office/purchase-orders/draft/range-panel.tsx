import { Button, Group, Modal } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serialProblem } from '../../../../contract/serial-pattern.ts'
import { parseSerialList } from '../../../../contract/serial-range.ts'
import { Code, Facts, Notice } from '../../../kit/public.ts'
import type { DraftLines } from './draft-lines.ts'
import styles from './panels.module.css'
import type { OfferedSerials } from './take-serials.ts'

interface RangePanelProps {
  lines: DraftLines
  offered: OfferedSerials | null
  onTake: (keys: readonly number[], serials: readonly string[]) => void
  /** Takes the text as one serial, as it stands. */
  onTakeAsOne: (text: string) => void
  onClose: () => void
}

/** Shows what a range of serial numbers fills, before it is taken. */
export function RangePanel(props: RangePanelProps) {
  const { offered, onClose } = props
  const { t } = useTranslation()
  return (
    <Modal
      opened={offered !== null}
      onClose={onClose}
      size="lg"
      title={t('purchaseOrders.range.title')}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
    >
      {offered ? <Range {...props} offered={offered} /> : null}
    </Modal>
  )
}

function Range({
  lines,
  offered,
  onTake,
  onTakeAsOne,
  onClose,
}: RangePanelProps & { offered: OfferedSerials }) {
  const { t } = useTranslation()
  const read = useMemo(() => readOffered(offered), [offered])
  const product = lines.line(offered.keys[0] ?? lines.keys[0]!).product
  const serials = 'serials' in read ? read.serials : []
  const isTooMany = serials.length > offered.keys.length
  const keys = offered.keys.slice(0, serials.length)
  const isGood = serials.length > 0 && !isTooMany
  const problem =
    'problem' in read
      ? read.problem
      : isTooMany
        ? t('purchaseOrders.range.tooMany', {
            count: serials.length,
            rows: t('purchaseOrders.range.rowsLeft', {
              count: offered.keys.length,
              product: product?.name ?? '',
            }),
          })
        : null
  return (
    <form
      className={styles.panel}
      onSubmit={event => {
        event.preventDefault()
        event.stopPropagation()
        if (isGood) onTake(keys, serials)
      }}
    >
      <p className={styles.typed}>
        <Code>{offered.text.length > 80 ? `${offered.text.slice(0, 80)}…` : offered.text}</Code>
      </p>
      {problem ? <Notice tone="bad">{problem}</Notice> : null}
      {serials.length > 0 ? <RangeFacts lines={lines} serials={serials} keys={keys} /> : null}
      {isGood ? <RangeWarnings lines={lines} serials={serials} keys={keys} /> : null}
      <Group justify="flex-end" gap="xs">
        {offered.text.includes('\n') ? null : (
          <Button variant="subtle" onClick={() => onTakeAsOne(offered.text)}>
            {t('purchaseOrders.range.asOne')}
          </Button>
        )}
        <Button variant="default" onClick={onClose} data-autofocus={!isGood || undefined}>
          {t('kit.cancel')}
        </Button>
        <Button type="submit" disabled={!isGood} data-autofocus={isGood || undefined}>
          {t('purchaseOrders.range.take', { count: serials.length })}
        </Button>
      </Group>
    </form>
  )
}

function readOffered({ text }: OfferedSerials) {
  return parseSerialList(text, { isShown: !text.includes('\n') })
}

interface RangeProps {
  lines: DraftLines
  serials: readonly string[]
  keys: readonly number[]
}

function RangeFacts({ lines, serials, keys }: RangeProps) {
  const { t } = useTranslation()
  const [first, last] = [keys[0], keys.at(-1)]
  const rows =
    first === undefined || last === undefined
      ? '–'
      : t('purchaseOrders.range.fromTo', {
          from: lines.positionOf(first) + 1,
          to: lines.positionOf(last) + 1,
        })
  return (
    <Facts
      facts={[
        { label: t('purchaseOrders.range.first'), value: <Code>{serials[0]!}</Code> },
        { label: t('purchaseOrders.range.last'), value: <Code>{serials.at(-1)!}</Code> },
        {
          label: t('purchaseOrders.range.count'),
          value: t('purchaseOrders.range.serials', { count: serials.length }),
        },
        { label: t('purchaseOrders.range.rows'), value: rows },
      ]}
    />
  )
}

/** What a person should know before taking it: numbers that are replaced, that come twice, that do not look right. */
function RangeWarnings({ lines, serials, keys }: RangeProps) {
  const { t } = useTranslation()
  const taken = useTaken(lines, serials, keys)
  const replaced = keys.filter(key => lines.line(key).serial !== '').length
  const pattern = lines.line(keys[0]!).product?.serialPattern
  const misfit = pattern ? serials.find(serial => serialProblem(serial, pattern) !== null) : undefined
  return (
    <>
      {replaced > 0 ? (
        <Notice tone="warn">{t('purchaseOrders.range.replaced', { count: replaced })}</Notice>
      ) : null}
      {misfit !== undefined && pattern ? (
        <Notice tone="warn">
          {misfit}: {serialProblem(misfit, pattern)}
        </Notice>
      ) : null}
      {taken.length > 0 ? (
        <Notice tone="warn">
          {t('purchaseOrders.range.taken', { count: taken.length })}
          <ul className={styles.taken}>
            {taken.slice(0, 5).map(({ serial, where }) => (
              <li key={`${serial} ${where}`}>
                <Code>{serial}</Code> {where}
              </li>
            ))}
            {taken.length > 5 ? <li>…</li> : null}
          </ul>
        </Notice>
      ) : null}
    </>
  )
}

interface Taken {
  readonly serial: string
  readonly where: string
}

/** Serials that stand in other rows of this order, at once; those in stock and on other orders, as soon as the server says. */
function useTaken(lines: DraftLines, serials: readonly string[], keys: readonly number[]): readonly Taken[] {
  const { t } = useTranslation()
  const here = useMemo(() => {
    const filled = new Set(keys)
    const line = lines.line(keys[0]!)
    const seen = new Set<string>()
    return serials.flatMap((serial): Taken[] => {
      const other = lines.twins({ ...line, serial }).find(key => !filled.has(key))
      const isAgain = seen.size === seen.add(serial.normalize('NFC')).size
      if (isAgain) return [{ serial, where: t('purchaseOrders.range.again') }]
      if (other === undefined) return []
      return [{ serial, where: t('purchaseOrders.range.inLine', { line: lines.positionOf(other) + 1 }) }]
    })
  }, [lines, serials, keys, t])
  const [elsewhere, setElsewhere] = useState<readonly Taken[]>([])
  const variantId = lines.line(keys[0]!).product!.variantId
  useEffect(() => {
    let isCurrent = true
    lines.findElsewhere(serials.map(serial => ({ variantId, serial }))).then(
      found => (isCurrent ? setElsewhere(found) : undefined),
      // Without an answer the cells are asked for again when they are filled.
      () => {},
    )
    return () => {
      isCurrent = false
    }
  }, [lines, serials, variantId])
  return useMemo(() => [...here, ...elsewhere], [here, elsewhere])
}
