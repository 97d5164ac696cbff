import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CountBin, CountLine, StockCount } from '../../../contract/counts.ts'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import {
  Code,
  type Column,
  DataTable,
  DateText,
  EmptyState,
  fromRead,
  Quantity,
  Section,
} from '../../kit/public.ts'

interface CountedLinesProps {
  count: StockCount
  bin: CountBin
  /** Opens a line to say how many there are; null where nothing is counted any more. */
  onCount: ((line: CountLine) => void) | null
}

/** What is counted by quantity here: still to be counted first. Enter on a row counts it, or counts it again. */
export function CountedLines({ count, bin, onCount }: CountedLinesProps) {
  const { t } = useTranslation()
  const lines = useRead(api.counts.listCountLines, { params: { countId: count.id, binId: bin.id } })
  const columns = useMemo(() => columnsOf(t), [t])
  const isHidden = count.isBlind && bin.finishedAt === null && count.state === 'open'
  return (
    <Section title={t('counts.lines')}>
      <DataTable
        {...fromRead(lines, answer => answer.items)}
        label={t('counts.lines')}
        height="rows"
        columns={columns}
        hidden={isHidden ? ['expected'] : []}
        keyOf={line => `${line.variantId} ${line.lotNumber ?? ''}`}
        {...(onCount ? { onOpen: onCount } : {})}
        toneOf={line =>
          line.counted !== null && line.expected !== null && line.counted !== line.expected
            ? 'warn'
            : undefined
        }
        empty={<EmptyState title={t('counts.linesEmpty')} />}
      />
    </Section>
  )
}

function columnsOf(t: TFunction): Column<CountLine>[] {
  return [
    { id: 'product', header: t('counts.product'), width: 'minmax(10rem, 2fr)', cell: line => line.product },
    {
      id: 'lot',
      header: t('counts.lot'),
      width: 'minmax(7rem, 1fr)',
      cell: line => (line.lotNumber === null ? null : <Code>{line.lotNumber}</Code>),
    },
    {
      id: 'expires',
      header: t('counts.expiresOn'),
      width: '8rem',
      cell: line => (line.expiresOn === null ? null : <DateText date={line.expiresOn} />),
    },
    {
      id: 'expected',
      header: t('counts.expected'),
      width: '8rem',
      align: 'end',
      cell: line =>
        line.expected === null ? null : <Quantity units={line.expected} decimals={line.decimals} />,
    },
    {
      id: 'counted',
      header: t('counts.counted'),
      width: '8rem',
      align: 'end',
      narrow: 'aside',
      cell: line =>
        line.counted === null ? (
          t('counts.notCounted')
        ) : (
          <Quantity units={line.counted} decimals={line.decimals} />
        ),
    },
    {
      id: 'by',
      header: t('counts.startedBy'),
      width: 'minmax(7rem, 1fr)',
      cell: line => line.countedBy ?? '',
    },
  ]
}
