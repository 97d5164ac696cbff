import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PurchaseLine } from '../../../contract/purchasing.ts'
import { Code, type Column, DataTable, DateText, EmptyState, Money, Quantity } from '../../kit/public.ts'
import { LotLink, UnitLink } from './trace-links.tsx'

interface PlacedLinesProps {
  lines: readonly PurchaseLine[] | undefined
  /** True when lots and serials can be traced, since they came in. */
  isInStock: boolean
  currency: string
}

/** The lines of an order, to be read. */
export function PlacedLines({ lines, isInStock, currency }: PlacedLinesProps) {
  const { t } = useTranslation()
  const columns = useMemo(() => columnsOf(t, isInStock, currency), [t, isInStock, currency])
  const hidden = useMemo(() => (lines ? emptyColumns(lines) : []), [lines])
  return (
    <DataTable
      rows={lines}
      label={t('purchaseOrders.items')}
      height="rows"
      columns={columns}
      hidden={hidden}
      keyOf={line => line.id}
      empty={<EmptyState title={t('purchaseOrders.noLines')} />}
    />
  )
}

/** Columns in which no line says anything are left out. */
function emptyColumns(lines: readonly PurchaseLine[]): string[] {
  const says: Record<string, (line: PurchaseLine) => unknown> = {
    supplier: line => line.supplierName,
    quantityPu: line => line.unitsPerPu > 1,
    discount: line => line.discountBasisPoints > 0,
    tax: line => line.taxBasisPoints > 0,
    lotNumber: line => line.lotNumber,
    serial: line => line.serial,
    madeOn: line => line.madeOn,
    expiresOn: line => line.expiresOn,
    supplierLot: line => line.supplierLot,
  }
  const empty = Object.keys(says).filter(id => !lines.some(line => says[id]!(line)))
  const isPart =
    lines.some(line => line.receivedSku > 0) && lines.some(line => line.receivedSku < line.quantitySku)
  return isPart ? empty : [...empty, 'received']
}

const percent = (basisPoints: number) => (basisPoints === 0 ? '' : `${basisPoints / 100} %`)

function columnsOf(t: TFunction, isInStock: boolean, currency: string): Column<PurchaseLine>[] {
  const header = (id: keyof typeof widths) => ({
    id,
    header: t(`purchaseOrders.grid.${id}`),
    width: widths[id],
  })
  return [
    {
      ...header('line'),
      align: 'end',
      narrow: 'hidden',
      cell: line => <Quantity units={line.lineNumber} />,
    },
    { ...header('productNumber'), narrow: 'aside', cell: line => <Code>{line.productNumber}</Code> },
    { ...header('productName'), narrow: 'title', cell: line => line.productName },
    { ...header('supplier'), cell: line => line.supplierName ?? '' },
    {
      ...header('quantityPu'),
      align: 'end',
      cell: line => {
        const pus = line.quantitySku / 10 ** line.decimals / line.unitsPerPu
        return <Quantity units={Math.round(pus * 1000) / 1000} />
      },
    },
    {
      ...header('quantitySku'),
      align: 'end',
      cell: line => <Quantity units={line.quantitySku} decimals={line.decimals} />,
    },
    {
      id: 'received',
      header: t('goodsReceipts.received'),
      width: '6rem',
      align: 'end',
      cell: line => <Quantity units={line.receivedSku} decimals={line.decimals} />,
    },
    {
      ...header('price'),
      align: 'end',
      cell: line => (
        <>
          <Money minor={line.priceMinor} currency={currency} />
          {line.pricePer === 'pu' && line.unitsPerPu > 1 ? ` ${t('purchaseOrders.grid.per.pu')}` : ''}
        </>
      ),
    },
    { ...header('discount'), align: 'end', cell: line => percent(line.discountBasisPoints) },
    { ...header('tax'), align: 'end', cell: line => percent(line.taxBasisPoints) },
    { ...header('bin'), cell: line => (line.binCode ? <Code>{line.binCode}</Code> : '–') },
    { ...header('lotNumber'), cell: line => <LotLink line={line} isInStock={isInStock} /> },
    { ...header('serial'), cell: line => <UnitLink line={line} isInStock={isInStock} /> },
    { ...header('madeOn'), cell: line => <DateText date={line.madeOn} /> },
    { ...header('expiresOn'), cell: line => <DateText date={line.expiresOn} /> },
    {
      ...header('supplierLot'),
      cell: line => (line.supplierLot ? <Code>{line.supplierLot}</Code> : null),
    },
  ]
}

const widths = {
  line: '3.5rem',
  productNumber: 'minmax(7.5rem, 1fr)',
  productName: 'minmax(11rem, 2fr)',
  supplier: 'minmax(8rem, 1fr)',
  quantityPu: '6.5rem',
  quantitySku: '7rem',
  price: '7.5rem',
  discount: '5.5rem',
  tax: '5rem',
  bin: 'minmax(10rem, 0.7fr)',
  lotNumber: 'minmax(7.5rem, 1fr)',
  serial: 'minmax(9rem, 1fr)',
  madeOn: '7rem',
  expiresOn: '7rem',
  supplierLot: 'minmax(7.5rem, 0.7fr)',
} as const
