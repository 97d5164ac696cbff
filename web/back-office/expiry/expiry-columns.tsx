import { Checkbox } from '@mantine/core'
import type { TFunction } from 'i18next'
import type { ExpiryRow } from '../../../contract/expiry.ts'
import { Code, type Column, DateText, Money, Quantity } from '../../kit/public.ts'

/** A lot at a location. */
export const keyOf = (row: ExpiryRow) => `${row.lotId} ${row.location.id}`

/** The columns of the expiry watch: a box to tick, and what is there of the lot. */
export function columnsOf(
  t: TFunction,
  ticked: ReadonlyMap<string, ExpiryRow>,
  toggle: (row: ExpiryRow) => void,
): Column<ExpiryRow>[] {
  return [
    {
      id: 'tick',
      header: '',
      width: '2.75rem',
      narrow: 'aside',
      cell: row => (
        <Checkbox
          size="xs"
          aria-label={t('expiry.tick', { lot: row.lot, product: row.product, location: row.location.name })}
          checked={ticked.has(keyOf(row))}
          onChange={() => toggle(row)}
        />
      ),
    },
    {
      id: 'lot',
      header: t('expiry.lot'),
      width: 'minmax(7rem, 1fr)',
      narrow: 'title',
      cell: row => <Code>{row.lot}</Code>,
    },
    { id: 'product', header: t('expiry.product'), width: 'minmax(10rem, 2fr)', cell: row => row.product },
    {
      id: 'location',
      header: t('expiry.location'),
      width: 'minmax(8rem, 1fr)',
      cell: row => row.location.name,
    },
    {
      id: 'expires',
      header: t('expiry.expiresOn'),
      width: '8rem',
      cell: row => <DateText date={row.expiresOn} />,
    },
    { id: 'days', header: t('expiry.daysLeft'), width: '6rem', align: 'end', cell: row => row.daysLeft },
    {
      id: 'onHand',
      header: t('expiry.onHand'),
      width: '6.5rem',
      align: 'end',
      cell: row => <Quantity units={row.onHand} decimals={row.decimals} />,
    },
    {
      id: 'allocated',
      header: t('expiry.allocated'),
      width: '6rem',
      align: 'end',
      cell: row => <Quantity units={row.allocated} decimals={row.decimals} />,
    },
    {
      id: 'value',
      header: t('expiry.value'),
      width: '8rem',
      align: 'end',
      cell: row => <Money minor={row.valueMinor} />,
    },
    { id: 'hold', header: t('expiry.hold'), width: 'minmax(8rem, 1fr)', cell: row => row.held ?? '' },
  ]
}
