import { Button, Textarea } from '@mantine/core'
import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { PurchaseLine } from '../../../contract/purchasing.ts'
import { Code, Notice, SideDrawer } from '../../kit/public.ts'
import { PieceFactsFields } from './piece-facts.tsx'
import { EnteringContext } from './receiving-cells.tsx'
import { usePieces } from './use-pieces.ts'
import styles from './warehousing.module.css'

interface PiecesPanelProps {
  orderId: number
  lines: readonly PurchaseLine[]
  line: PurchaseLine
  onClose: () => void
}

/** Takes the serial numbers of pieces that were ordered without: typed, scanned, pasted as a column, or by range. */
export function PiecesPanel({ orderId, lines, line, onClose }: PiecesPanelProps) {
  const { t } = useTranslation()
  const { bins } = useContext(EnteringContext)!
  const entering = usePieces({ orderId, lines, line, onTaken: onClose })
  const { serials, problem, room, facts, set, text, write, scanned, said, take, asking } = entering
  const missing = facts.lot.trim() === '' ? 'noLot' : bins.has(facts.bin.trim()) ? null : 'noBin'
  return (
    <SideDrawer
      opened
      title={t('goodsReceipts.pieces.title', { product: line.productName })}
      onClose={onClose}
    >
      <form
        className={styles.panel}
        onSubmit={event => {
          event.preventDefault()
          if (missing === null) void take()
        }}
      >
        <p className={styles.soft}>{t('goodsReceipts.pieces.room', { count: room })}</p>
        <PieceFactsFields line={line} facts={facts} bins={bins} set={set} />
        <Textarea
          label={t('goodsReceipts.pieces.serials')}
          description={t('goodsReceipts.pieces.hint')}
          autosize
          minRows={6}
          maxRows={14}
          spellCheck={false}
          data-autofocus={facts.lot !== '' || undefined}
          value={text}
          onChange={event => write(event.currentTarget.value)}
          onKeyDown={scanned}
          styles={{ input: { fontFamily: 'var(--mono)' } }}
        />
        {problem ? <Notice tone="bad">{problem}</Notice> : null}
        {missing !== null && serials.length > 0 && problem === null ? (
          <Notice tone="warn">{t(`goodsReceipts.problem.${missing}`, { text: facts.bin, open: '' })}</Notice>
        ) : null}
        {said ? <Notice tone="bad">{said}</Notice> : null}
        {serials.length > 0 ? <Shown serials={serials} /> : null}
        <div>
          <Button
            type="submit"
            loading={asking}
            disabled={serials.length === 0 || problem !== null || missing !== null}
          >
            {t('goodsReceipts.pieces.take', { count: serials.length })}
          </Button>
        </div>
      </form>
    </SideDrawer>
  )
}

const shownAtMost = 6

/** What a range or a list makes, before it is taken. */
function Shown({ serials }: { serials: readonly string[] }) {
  const { t } = useTranslation()
  const isLong = serials.length > shownAtMost
  return (
    <p className={styles.shown} role="status">
      {t('goodsReceipts.pieces.makes', { count: serials.length })}{' '}
      {serials.slice(0, isLong ? shownAtMost - 2 : shownAtMost).map((serial, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a serial may stand there twice until it is mended
        <span key={index}>
          <Code>{serial}</Code>{' '}
        </span>
      ))}
      {isLong ? (
        <>
          … <Code>{serials.at(-1)!}</Code>
        </>
      ) : null}
    </p>
  )
}
