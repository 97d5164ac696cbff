import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LevelRow } from '../../../contract/stock.ts'
import { Code, type Column, DataTable, Quantity, Section } from '../../kit/public.ts'

interface BinTableProps {
  levels: readonly LevelRow[] | undefined
  decimals: number
  hasLots: boolean
  /** What the button in a row does; without it there is none. */
  onChange?: ((level: LevelRow) => void) | undefined
}

/** What lies in which bin, lot by lot. */
export function BinTable({ levels, decimals, hasLots, onChange }: BinTableProps) {
  const { t } = useTranslation()
  const columns = useMemo(
    () => [...columnsOf(t, decimals), ...(onChange ? [changeColumn(t, onChange)] : [])],
    [t, decimals, onChange],
  )
  return (
    <Section title={t('stock.bins')}>
      <DataTable
        rows={levels}
        label={t('stock.bins')}
        height="rows"
        columns={columns}
        hidden={hasLots ? [] : ['lot']}
        keyOf={level => `${level.bin.id} ${level.lot?.id ?? ''}`}
      />
    </Section>
  )
}

function changeColumn(t: TFunction, onChange: (level: LevelRow) => void): Column<LevelRow> {
  return {
    id: 'change',
    header: '',
    width: '6.5rem',
    align: 'end',
    cell: level => (
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('stock.changeLevelIn', { bin: level.bin.code })}
        onClick={event => {
          event.stopPropagation()
          onChange(level)
        }}
      >
        {t('stock.changeLevel')}
      </Button>
    ),
  }
}

function columnsOf(t: TFunction, decimals: number): Column<LevelRow>[] {
  return [
    {
      id: 'bin',
      header: t('stock.bin'),
      width: 'minmax(7rem, 1fr)',
      cell: level => <Code>{level.bin.code}</Code>,
    },
    {
      id: 'location',
      header: t('stock.location'),
      width: 'minmax(9rem, 2fr)',
      cell: level => level.location.name,
    },
    {
      id: 'lot',
      header: t('stock.lot'),
      width: 'minmax(9rem, 1.5fr)',
      cell: level =>
        level.lot === null ? null : (
          <Link to="/trace/lots/$lotId" params={{ lotId: level.lot.id }} style={{ color: 'inherit' }}>
            <Code>{level.lot.number}</Code>
          </Link>
        ),
    },
    {
      id: 'onHand',
      header: t('stock.onHand'),
      width: '6rem',
      align: 'end',
      narrow: 'aside',
      cell: level => <Quantity units={level.onHand} decimals={decimals} />,
    },
    {
      id: 'allocated',
      header: t('stock.allocated'),
      width: '6rem',
      align: 'end',
      cell: level => <Quantity units={level.allocated} decimals={decimals} />,
    },
  ]
}
