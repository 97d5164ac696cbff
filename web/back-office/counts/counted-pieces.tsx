import { Button } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CountBin, CountPiece, StockCount } from '../../../contract/counts.ts'
import { api } from '../../../contract/public.ts'
import { usePages, useWrite } from '../../client/public.ts'
import {
  Code,
  type Column,
  DataTable,
  EmptyState,
  fromPages,
  Refused,
  Section,
  StateBadge,
  type Tone,
} from '../../kit/public.ts'

/** The pieces that were scanned here, the latest first. */
export function CountedPieces({
  count,
  bin,
  mayRemove,
}: {
  count: StockCount
  bin: CountBin
  mayRemove: boolean
}) {
  const { t } = useTranslation()
  const pages = usePages(api.counts.listCountPieces, {
    params: { countId: count.id, binId: bin.id },
    query: { limit: 100 },
  })
  const { mutate, error } = useWrite(api.counts.removeCountedPiece)
  const countId = count.id
  const columns = useMemo(
    () => columnsOf(t, pieceId => mutate({ params: { countId, pieceId } })),
    [t, mutate, countId],
  )
  return (
    <Section title={t('counts.pieces')}>
      <Refused error={error} />
      <DataTable
        {...fromPages(pages)}
        label={t('counts.pieces')}
        height="rows"
        columns={columns}
        hidden={mayRemove ? [] : ['remove']}
        keyOf={piece => piece.id}
        empty={<EmptyState title={t('counts.piecesEmpty')} />}
      />
    </Section>
  )
}

const tones: Record<CountPiece['verdict'], Tone> = {
  here: 'done',
  elsewhere: 'warn',
  gone: 'bad',
  unknown: 'bad',
}

function columnsOf(t: TFunction, remove: (pieceId: number) => void): Column<CountPiece>[] {
  return [
    {
      id: 'serial',
      header: t('counts.serial'),
      width: 'minmax(8rem, 1.5fr)',
      cell: piece => <Code>{piece.serial}</Code>,
    },
    {
      id: 'verdict',
      header: t('counts.verdict'),
      width: 'minmax(11rem, 1fr)',
      narrow: 'aside',
      cell: piece => (
        <StateBadge tone={tones[piece.verdict]}>{t(`counts.verdicts.${piece.verdict}`)}</StateBadge>
      ),
    },
    {
      id: 'product',
      header: t('counts.product'),
      width: 'minmax(8rem, 1.5fr)',
      cell: piece => piece.product ?? '',
    },
    {
      id: 'where',
      header: t('counts.where'),
      width: 'minmax(9rem, 1.5fr)',
      cell: piece => piece.where ?? '',
    },
    { id: 'by', header: t('counts.startedBy'), width: 'minmax(7rem, 1fr)', cell: piece => piece.countedBy },
    {
      id: 'remove',
      header: '',
      width: '7rem',
      cell: piece => (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={t('counts.remove', { serial: piece.serial })}
          onClick={() => remove(piece.id)}
        >
          {t('counts.removeShort')}
        </Button>
      ),
    },
  ]
}
