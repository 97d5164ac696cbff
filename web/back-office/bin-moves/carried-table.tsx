import { Button, Select } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Code, type Column, DataTable, EmptyState, QuantityField, useFormat } from '../../kit/public.ts'
import type { Carried } from './find-goods.ts'

interface CarriedTableProps {
  carried: readonly Carried[]
  onChange: (change: (former: readonly Carried[]) => readonly Carried[]) => void
}

/** What is carried, with how many and from where; pieces know both. */
export function CarriedTable({ carried, onChange }: CarriedTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const columns = useMemo(() => {
    const set = (one: Carried, by: Partial<Carried>) =>
      onChange(former => former.map(other => (other.key === one.key ? { ...other, ...by } : other)))
    const remove = (one: Carried) => onChange(former => former.filter(other => other.key !== one.key))
    return columnsOf(t, format.quantity, set, remove)
  }, [t, format, onChange])
  return (
    <DataTable
      rows={carried}
      label={t('binMoves.list')}
      height="rows"
      columns={columns}
      keyOf={one => one.key}
      empty={<EmptyState title={t('binMoves.empty')} />}
    />
  )
}

function columnsOf(
  t: TFunction,
  write: (units: number, decimals: number) => string,
  set: (one: Carried, by: Partial<Carried>) => void,
  remove: (one: Carried) => void,
): Column<Carried>[] {
  return [
    { id: 'product', header: t('binMoves.product'), width: 'minmax(10rem, 2fr)', cell: one => one.product },
    {
      id: 'what',
      header: t('binMoves.what'),
      width: 'minmax(8rem, 1.5fr)',
      cell: one => <Code>{one.serial ?? one.lotNumber ?? '–'}</Code>,
    },
    {
      id: 'from',
      header: t('binMoves.from'),
      width: 'minmax(10rem, 1fr)',
      cell: one =>
        one.bins.length === 1 ? (
          <Code>{one.bins[0]!.code}</Code>
        ) : (
          <Select
            size="xs"
            aria-label={t('binMoves.fromOf', { product: one.product })}
            data={one.bins.map(bin => ({
              value: String(bin.id),
              label: t('binMoves.free', { bin: bin.code, free: write(bin.free, one.decimals) }),
            }))}
            value={String(one.fromBinId)}
            allowDeselect={false}
            onChange={value => set(one, { fromBinId: Number(value) })}
          />
        ),
    },
    {
      id: 'quantity',
      header: t('binMoves.quantity'),
      width: '8rem',
      align: 'end',
      cell: one =>
        one.serial === null ? (
          <QuantityField
            size="xs"
            aria-label={t('binMoves.quantityOf', { product: one.product })}
            decimals={one.decimals}
            value={one.quantity}
            onChange={quantity => set(one, { quantity })}
          />
        ) : (
          write(1, 0)
        ),
    },
    {
      id: 'remove',
      header: '',
      width: '6rem',
      cell: one => (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={t('binMoves.remove', { what: one.serial ?? one.lotNumber ?? one.product })}
          onClick={() => remove(one)}
        >
          {t('binMoves.removeShort')}
        </Button>
      ),
    },
  ]
}
