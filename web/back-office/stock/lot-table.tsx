import { Button } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Product } from '../../../contract/catalog.ts'
import { api } from '../../../contract/public.ts'
import type { LevelRow, LotChoice } from '../../../contract/stock.ts'
import { usePages } from '../../client/public.ts'
import {
  Code,
  type Column,
  DataTable,
  DateText,
  EmptyState,
  fromPages,
  Quantity,
  Section,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { BlockedState } from './blocked-state.tsx'

/** A lot that is to be held, or to be released from its hold. */
export interface HeldLot {
  id: number
  number: string
  isHeld: boolean
}

interface LotTableProps {
  product: Pick<Product, 'variantId' | 'decimals'>
  locationId: number | null
  /** They tell which lots are on hold. */
  levels: readonly LevelRow[] | undefined
  onHold: (lot: HeldLot) => void
}

/** The lots on hand, soonest expiry first, each with what blocks it. */
export function LotTable({ product, locationId, levels, onHold }: LotTableProps) {
  const { t } = useTranslation()
  const mayWrite = useMay('stock.write')
  const { variantId, decimals } = product
  const pages = usePages(api.stock.listLots, {
    params: { variantId },
    query: { locationId: locationId ?? undefined, onlyOnHand: true, limit: 100 },
  })
  const held = useMemo(
    () => new Set(levels?.flatMap(level => (level.lot?.held ? [level.lot.id] : []))),
    [levels],
  )
  const columns = useMemo(() => columnsOf(t, decimals, held, onHold), [t, decimals, held, onHold])
  return (
    <Section title={t('stock.lots')}>
      <DataTable
        {...fromPages(pages)}
        label={t('stock.lots')}
        height="rows"
        columns={columns}
        hidden={mayWrite ? [] : ['action']}
        keyOf={lot => lot.id}
        link={lot => ({ to: '/trace/lots/$lotId', params: { lotId: lot.id } })}
        toneOf={lot => (lot.blockedBecause === null ? undefined : 'warn')}
        empty={<EmptyState title={t('stock.noLots')} />}
      />
    </Section>
  )
}

function columnsOf(
  t: TFunction,
  decimals: number,
  held: ReadonlySet<number>,
  onHold: (lot: HeldLot) => void,
): Column<LotChoice>[] {
  return [
    {
      id: 'lot',
      header: t('stock.lot'),
      width: 'minmax(9rem, 1.5fr)',
      cell: lot => <Code>{lot.number}</Code>,
    },
    {
      id: 'expires',
      header: t('stock.expiresOn'),
      width: '8.5rem',
      cell: lot => (lot.expiresOn === null ? null : <DateText date={lot.expiresOn} />),
    },
    {
      id: 'supplier',
      header: t('stock.supplier'),
      width: 'minmax(8rem, 1.5fr)',
      cell: lot => lot.supplier,
    },
    {
      id: 'onHand',
      header: t('stock.onHand'),
      width: '6rem',
      align: 'end',
      cell: lot => <Quantity units={lot.onHand} decimals={decimals} />,
    },
    {
      id: 'free',
      header: t('stock.free'),
      width: '6rem',
      align: 'end',
      cell: lot => <Quantity units={lot.free} decimals={decimals} />,
    },
    {
      id: 'state',
      header: t('stock.state'),
      width: 'minmax(11rem, 2fr)',
      cell: lot => <BlockedState because={lot.blockedBecause} />,
    },
    {
      id: 'action',
      header: '',
      width: '6.5rem',
      align: 'end',
      narrow: 'aside',
      cell: lot => {
        const isHeld = held.has(lot.id)
        return (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t(isHeld ? 'stock.releaseLot' : 'stock.holdLot', { number: lot.number })}
            onClick={() => onHold({ id: lot.id, number: lot.number, isHeld })}
          >
            {t(isHeld ? 'stock.release' : 'stock.hold')}
          </Button>
        )
      },
    },
  ]
}
