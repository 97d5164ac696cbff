import { Anchor, Checkbox, Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReorderRow } from '../../../contract/reorder.ts'
import {
  Code,
  type Column,
  DataTable,
  Quantity,
  QuantityField,
  type TableSource,
  useFormat,
} from '../../kit/public.ts'
import styles from './reorder.module.css'
import { type Choice, type Choices, isFree, type Wanted, wantedOf, wholeUnits } from './reorder-choices.ts'

interface Choosing {
  choices: Choices
  /** Null for those who may only look. */
  choose: ((ruleId: number, change: Partial<Choice>) => void) | null
}
/** Cells read the choices themselves, so that a keystroke draws the rows in sight only. */
const ChoosingContext = createContext<Choosing>({ choices: new Map(), choose: null })

/** The reorder list, each row with what would be ordered of it, from whom. */
export function ReorderTable({
  choices,
  choose,
  empty,
  ...source
}: TableSource<ReorderRow> & Choosing & { empty: ReactNode }) {
  const { t } = useTranslation()
  const columns = useMemo(() => columnsOf(t), [t])
  const hidden = useMemo(() => {
    const located = source.rows?.some(row => row.location !== null)
    return [...(located ? [] : ['location']), ...(choose ? [] : ['tick'])]
  }, [source.rows, choose])
  return (
    <ChoosingContext value={{ choices, choose }}>
      <DataTable
        {...source}
        label={t('reorder.list')}
        columns={columns}
        hidden={hidden}
        keyOf={row => row.ruleId}
        toneOf={row => (isFree(row) ? undefined : 'muted')}
        empty={empty}
      />
    </ChoosingContext>
  )
}

function columnsOf(t: TFunction): Column<ReorderRow>[] {
  const quantity = (id: 'onHand' | 'onOrder' | 'expected', width: string): Column<ReorderRow> => ({
    id,
    header: t(`reorder.${id}`),
    align: 'end',
    width,
    cell: row => <Quantity units={row[id]} decimals={row.decimals} />,
  })
  return [
    { id: 'tick', header: '', width: '2.75rem', narrow: 'aside', cell: row => <Tick row={row} /> },
    {
      id: 'product',
      header: t('reorder.product'),
      width: 'minmax(13rem, 2fr)',
      narrow: 'title',
      cell: row => <ProductName row={row} />,
    },
    {
      id: 'location',
      header: t('reorder.location'),
      width: 'minmax(7rem, 0.8fr)',
      cell: row => row.location?.name ?? t('reorder.anyLocation'),
    },
    quantity('onHand', '5.5rem'),
    {
      id: 'promised',
      header: t('reorder.promised'),
      align: 'end',
      width: '5.5rem',
      cell: row => <Quantity units={row.reserved + row.allocated} decimals={row.decimals} />,
    },
    quantity('onOrder', '5.5rem'),
    quantity('expected', '5.5rem'),
    {
      id: 'point',
      header: t('reorder.point'),
      align: 'end',
      width: '7rem',
      cell: row => <Point row={row} />,
    },
    {
      id: 'supplier',
      header: t('reorder.supplier'),
      width: 'minmax(9rem, 1fr)',
      cell: row => <SupplierCell row={row} />,
    },
    { id: 'quantity', header: t('reorder.quantity'), width: '10.5rem', cell: row => <OrderCell row={row} /> },
  ]
}

function useRow(row: ReorderRow) {
  const { choices, choose } = useContext(ChoosingContext)
  return {
    wanted: wantedOf(row, choices),
    choose: choose === null ? null : (change: Partial<Choice>) => choose(row.ruleId, change),
  }
}

function Tick({ row }: { row: ReorderRow }) {
  const { t } = useTranslation()
  const { wanted, choose } = useRow(row)
  if (!isFree(row)) return null
  return (
    <Checkbox
      aria-label={t('reorder.tick', { product: row.productName })}
      checked={wanted.ticked}
      onChange={event => choose?.({ ticked: event.currentTarget.checked })}
    />
  )
}

function ProductName({ row }: { row: ReorderRow }) {
  return (
    <span className={styles.product}>
      <Anchor
        renderRoot={props => (
          <Link {...props} to="/products/$productId" params={{ productId: row.productId }} />
        )}
      >
        {row.productName}
      </Anchor>
      <Code>{row.productNumber}</Code>
    </span>
  )
}

function Point({ row }: { row: ReorderRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { reorderPoint, targetLevel, decimals } = row
  return (
    <span className={styles.stack}>
      <Quantity units={reorderPoint} decimals={decimals} />
      {targetLevel === null ? null : (
        <span className={styles.soft}>
          {t('reorder.target', { target: format.quantity(targetLevel, decimals) })}
        </span>
      )}
    </span>
  )
}

function SupplierCell({ row }: { row: ReorderRow }) {
  const { t } = useTranslation()
  const { wanted, choose } = useRow(row)
  if (row.suppliers.length === 0) return <span className={styles.soft}>{t('reorder.noSupplier')}</span>
  const chosen = row.suppliers.find(one => one.id === wanted.supplierId)
  if (row.suppliers.length === 1 || choose === null || !isFree(row)) return chosen?.name ?? null
  return (
    <Select
      size="xs"
      aria-label={t('reorder.supplierOf', { product: row.productName })}
      data={row.suppliers.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={String(wanted.supplierId)}
      onChange={id => id !== null && choose({ supplierId: Number(id) })}
      allowDeselect={false}
    />
  )
}

function OrderCell({ row }: { row: ReorderRow }) {
  const { t } = useTranslation()
  const { wanted, choose } = useRow(row)
  if (!isFree(row)) return <Drafts row={row} />
  if (choose === null) return <Quantity units={row.suggestedSku} decimals={row.decimals} />
  return (
    <span className={styles.stack}>
      <QuantityField
        size="xs"
        className={styles.quantity}
        aria-label={t('reorder.quantityOf', { product: row.productName })}
        decimals={row.decimals}
        value={wanted.quantitySku}
        onChange={quantitySku => choose({ quantitySku, ticked: true })}
      />
      <UnitHint row={row} wanted={wanted} />
    </span>
  )
}

/** How many cartons that is. */
function UnitHint({ row, wanted }: { row: ReorderRow; wanted: Wanted }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { unit, quantitySku } = wanted
  if (unit.units === 1 || !quantitySku) return null
  const called = unit.name ?? t('reorder.unit', { units: format.count(unit.units) })
  const count = wholeUnits(row, wanted)
  if (count !== null)
    return <span className={styles.soft}>{t('reorder.inUnits', { count, unit: called })}</span>
  return (
    <span className={styles.soft} data-warn={unit.onlyWhole}>
      {t('reorder.brokenUnits', { unit: called })}
    </span>
  )
}

function Drafts({ row }: { row: ReorderRow }) {
  const { t } = useTranslation()
  return (
    <span className={styles.drafts}>
      <span className={styles.soft}>{t('reorder.draft')}</span>
      {row.drafts.map(draft => (
        <Anchor
          key={draft.id}
          renderRoot={props => (
            <Link {...props} to="/purchase-orders/$orderId" params={{ orderId: draft.id }} />
          )}
        >
          <Code>{draft.number}</Code>
        </Anchor>
      ))}
    </span>
  )
}
