import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Adjustment } from '../../../contract/adjustments.ts'
import { Code, type Column, DataTable, EmptyState, Quantity, Section } from '../../kit/public.ts'
import styles from './conversion.module.css'

type Moved = Adjustment['lines'][number]

/** What a document took out of the stock, and what it put in. */
export function BothSides({ moved }: { moved: readonly Moved[] }) {
  const { t } = useTranslation()
  const sides = (['down', 'up'] as const).map(direction => ({
    direction,
    title: t(direction === 'down' ? 'conversion.out' : 'conversion.in'),
    rows: moved.filter(line => line.direction === direction),
  }))
  if (moved.length === 0) return <EmptyState title={t('conversion.nothingMoved')} />
  return sides
    .filter(side => side.rows.length > 0)
    .map(({ direction, title, rows }) => <MovedTable key={direction} title={title} rows={rows} />)
}

export function MovedTable({ title, rows }: { title: string; rows: readonly Moved[] }) {
  const { t } = useTranslation()
  const columns = useMemo(() => columnsOf(t), [t])
  return (
    <Section title={title}>
      <DataTable
        rows={rows}
        label={title}
        height="rows"
        columns={columns}
        hidden={[
          ...(rows.some(row => row.lot !== null) ? [] : ['lot']),
          ...(rows.some(row => row.serials.length > 0) ? [] : ['serials']),
        ]}
        keyOf={row =>
          `${row.product.variantId} ${row.location.id} ${row.bin} ${row.lot?.id ?? ''} ${row.direction} ${row.quantity} ${row.serials[0]?.id ?? ''}`
        }
      />
    </Section>
  )
}

const shown = 12

function columnsOf(t: TFunction): Column<Moved>[] {
  return [
    {
      id: 'product',
      header: t('conversion.variant'),
      width: 'minmax(10rem, 2fr)',
      cell: row => row.product.name,
    },
    {
      id: 'place',
      header: t('conversion.place'),
      width: 'minmax(9rem, 1.25fr)',
      cell: row => (
        <>
          <Code>{row.bin}</Code> {row.location.name}
        </>
      ),
    },
    {
      id: 'lot',
      header: t('conversion.lot'),
      width: 'minmax(7rem, 1fr)',
      cell: row =>
        row.lot ? (
          <Link to="/trace/lots/$lotId" params={{ lotId: row.lot.id }} className={styles.link}>
            <Code>{row.lot.number}</Code>
          </Link>
        ) : null,
    },
    {
      id: 'serials',
      header: t('conversion.serials'),
      width: 'minmax(12rem, 3fr)',
      cell: row => <Serials row={row} />,
    },
    {
      id: 'quantity',
      header: t('conversion.quantity'),
      width: '6rem',
      align: 'end',
      narrow: 'aside',
      cell: row => <Quantity units={row.quantity} decimals={row.decimals} />,
    },
  ]
}

function Serials({ row }: { row: Moved }) {
  const { t } = useTranslation()
  const more = row.serials.length === 0 ? 0 : row.quantity - Math.min(shown, row.serials.length)
  return (
    <span className={styles.serials}>
      {row.serials.slice(0, shown).map(({ id, serial }) => (
        <Link key={id} to="/trace/units/$unitId" params={{ unitId: id }} className={styles.link}>
          <Code>{serial}</Code>
        </Link>
      ))}
      {more > 0 ? <span>{t('conversion.serialsMore', { count: more })}</span> : null}
    </span>
  )
}
