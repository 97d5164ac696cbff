import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import type { Conversion, ConversionShelf } from '../../../contract/conversion.ts'
import {
  Ago,
  Code,
  type Column,
  DataTable,
  EmptyState,
  Quantity,
  StateBadge,
  type Tone,
} from '../../kit/public.ts'

const tones: Record<ConversionShelf['state'], Tone> = {
  open: 'plain',
  part: 'open',
  over: 'bad',
  changed: 'warn',
  done: 'done',
}

/** What is on hand, bin by bin, and how far each is identified; a row leads to its count. */
export function ShelfTable({ conversion }: { conversion: Conversion }) {
  const { t } = useTranslation()
  const { id: conversionId, decimals, shelves } = conversion
  const columns = useMemo(() => columnsOf(t, decimals), [t, decimals])
  const hasVariants = new Set(shelves.map(shelf => shelf.variantId)).size > 1
  return (
    <DataTable
      rows={shelves}
      label={t('conversion.shelves')}
      columns={columns}
      hidden={[...(conversion.from.lots ? [] : ['lot']), ...(hasVariants ? [] : ['variant'])]}
      keyOf={shelf => `${shelf.variantId} ${shelf.bin.id} ${shelf.lot?.id ?? ''}`}
      toneOf={shelf => (shelf.state === 'changed' || shelf.state === 'over' ? 'warn' : undefined)}
      link={shelf => ({
        to: '/conversions/$conversionId/count',
        params: { conversionId },
        search: { variantId: shelf.variantId, binId: shelf.bin.id, lotId: shelf.lot?.id },
      })}
      empty={<EmptyState title={t('conversion.noShelves')} sentence={t('conversion.noShelvesSentence')} />}
    />
  )
}

function columnsOf(t: TFunction, decimals: number): Column<ConversionShelf>[] {
  const end = { align: 'end' } as const
  return [
    {
      id: 'place',
      header: t('conversion.place'),
      width: 'minmax(7rem, 1fr)',
      cell: shelf => <Code>{shelf.bin.code}</Code>,
    },
    {
      id: 'location',
      header: t('conversion.location'),
      width: 'minmax(9rem, 1.5fr)',
      cell: shelf => shelf.location.name,
    },
    {
      id: 'variant',
      header: t('conversion.variant'),
      width: 'minmax(10rem, 2fr)',
      cell: shelf => shelf.name,
    },
    {
      id: 'lot',
      header: t('conversion.lot'),
      width: 'minmax(7rem, 1fr)',
      cell: shelf => (shelf.lot ? <Code>{shelf.lot.number}</Code> : null),
    },
    {
      id: 'onHand',
      header: t('conversion.onHand'),
      width: '6rem',
      ...end,
      cell: shelf => <Quantity units={shelf.onHand} decimals={decimals} />,
    },
    {
      id: 'identified',
      header: t('conversion.identified'),
      width: '6.5rem',
      ...end,
      cell: shelf => <Quantity units={shelf.identified} decimals={decimals} />,
    },
    {
      id: 'state',
      header: t('conversion.shelfState'),
      width: 'minmax(11rem, 1.5fr)',
      narrow: 'aside',
      cell: shelf => (
        <StateBadge tone={tones[shelf.state]}>{t(`conversion.shelf.${shelf.state}`)}</StateBadge>
      ),
    },
    {
      id: 'saved',
      header: t('conversion.saved'),
      width: 'minmax(10rem, 1.5fr)',
      cell: shelf =>
        shelf.savedAt === null ? null : (
          <Trans
            i18nKey="conversion.savedBy"
            values={{ name: shelf.savedBy ?? '' }}
            components={{ ago: <Ago time={shelf.savedAt} /> }}
          />
        ),
    },
  ]
}
