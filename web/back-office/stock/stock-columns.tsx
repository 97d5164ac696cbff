import type { TFunction } from 'i18next'
import type { StockRow } from '../../../contract/stock.ts'
import { Code, type Column, DateText, Quantity } from '../../kit/public.ts'

type Amount = 'onHand' | 'allocated' | 'reserved' | 'blocked' | 'available' | 'onOrder'

/** The columns of the stock overview. */
export function columnsOf(t: TFunction): Column<StockRow>[] {
  const amount = (id: Amount, narrow: Column<StockRow>['narrow'] = 'detail'): Column<StockRow> => ({
    id,
    header: t(`stock.${id}`),
    width: 'minmax(5.5rem, 0.6fr)',
    align: 'end',
    narrow,
    cell: row =>
      // What is blocked or awaited is rare, and must catch the eye among the noughts.
      (id === 'blocked' || id === 'onOrder') && row[id] === 0 ? null : (
        <Quantity units={row[id]} decimals={row.decimals} />
      ),
  })
  return [
    {
      id: 'number',
      header: t('stock.productNumber'),
      width: 'minmax(9rem, 1fr)',
      cell: row => <Code>{row.productNumber}</Code>,
    },
    {
      id: 'name',
      header: t('stock.product'),
      width: 'minmax(13rem, 2.5fr)',
      narrow: 'title',
      cell: row => row.name,
    },
    amount('onHand'),
    amount('allocated', 'hidden'),
    amount('reserved', 'hidden'),
    amount('blocked'),
    amount('available'),
    amount('onOrder'),
    {
      id: 'soonestExpiry',
      header: t('stock.soonestExpiry'),
      width: '9rem',
      cell: row => (row.soonestExpiry === null ? null : <DateText date={row.soonestExpiry} />),
    },
  ]
}
