import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LevelRow } from '../../../contract/stock.ts'
import { Code, type Column, DataTable, Quantity, Section } from '../../kit/public.ts'
import { AdjustButton } from '../adjustments/adjust-button.tsx'
import type { AdjustFormProps } from '../adjustments/adjust-form.tsx'
import { useMay } from '../session.ts'

interface BinTableProps {
  levels: readonly LevelRow[] | undefined
  product: AdjustFormProps['variant']
  /** What the button in a row does; without it a row opens the adjustment of what lies there. */
  onChange?: ((level: LevelRow) => void) | undefined
}

/** What lies in which bin, lot by lot; what is wrong there is put right from here. */
export function BinTable({ levels, product, onChange }: BinTableProps) {
  const { t } = useTranslation()
  const mayWrite = useMay('stock.write')
  const columns = useMemo(
    () => [...columnsOf(t, product), onChange ? changeColumn(t, onChange) : adjustColumn(t, product)],
    [t, product, onChange],
  )
  const hidden = [...(product.tracking.lots ? [] : ['lot']), ...(mayWrite ? [] : ['action'])]
  return (
    <Section
      title={t('stock.bins')}
      actions={<AdjustButton size="compact-sm" variant={product} label={t('adjustments.adjust')} />}
    >
      <DataTable
        rows={levels}
        label={t('stock.bins')}
        height="rows"
        columns={columns}
        hidden={hidden}
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

function adjustColumn(t: TFunction, product: AdjustFormProps['variant']): Column<LevelRow> {
  return {
    id: 'action',
    header: '',
    width: '6rem',
    align: 'end',
    cell: ({ bin, lot }) => (
      <AdjustButton
        size="compact-sm"
        variant={product}
        start={{ binId: bin.id, ...(lot ? { lotNumber: lot.number } : {}) }}
        label={t('adjustments.adjustRow')}
        ariaLabel={t('adjustments.adjustRowOf', { product: product.name, bin: bin.code })}
      />
    ),
  }
}

function columnsOf(t: TFunction, product: AdjustFormProps['variant']): Column<LevelRow>[] {
  const { decimals } = product
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
