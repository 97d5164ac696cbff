import { Button, Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import type { DispatchRow } from '../../../contract/order-dispatch.ts'
import { Ago, Code, type Column, StateBadge } from '../../kit/public.ts'
import styles from './order-dispatch.module.css'

/** The columns of Order Dispatch: a box to tick, what the order needs, and the way into it. */
export function columnsOf(
  t: TFunction,
  ticked: ReadonlySet<number>,
  toggle: (id: number) => void,
): Column<DispatchRow>[] {
  return [
    {
      id: 'tick',
      header: '',
      width: '2.75rem',
      narrow: 'aside',
      cell: order => (
        <Checkbox
          size="xs"
          aria-label={t('orderDispatch.tick', { number: order.number })}
          checked={ticked.has(order.id)}
          onChange={() => toggle(order.id)}
        />
      ),
    },
    {
      id: 'number',
      header: t('orderDispatch.number'),
      width: '7rem',
      narrow: 'title',
      cell: order => <Code>{order.number}</Code>,
    },
    {
      id: 'customer',
      header: t('orderDispatch.customer'),
      width: 'minmax(10rem, 2fr)',
      cell: order => order.customer.name,
    },
    {
      id: 'state',
      header: t('orderDispatch.state'),
      width: 'minmax(11rem, 1.4fr)',
      cell: order => <Need order={order} t={t} />,
    },
    {
      id: 'products',
      header: t('orderDispatch.products'),
      width: '5.5rem',
      align: 'end',
      narrow: 'hidden',
      cell: order => order.lines,
    },
    {
      id: 'location',
      header: t('orderDispatch.location'),
      width: 'minmax(10.5rem, 1.2fr)',
      narrow: 'hidden',
      cell: order => order.location.name,
    },
    {
      id: 'note',
      header: t('orderDispatch.note'),
      width: '5.5rem',
      narrow: 'hidden',
      cell: order =>
        order.note ? (
          <Link to="/delivery-notes/$noteId" params={{ noteId: order.note.id }}>
            <Code>{order.note.number}</Code>
          </Link>
        ) : null,
    },
    {
      id: 'placed',
      header: t('orderDispatch.placed'),
      width: '7.5rem',
      cell: order => <Ago time={order.createdAt} />,
    },
    {
      id: 'details',
      header: '',
      width: '8.5rem',
      align: 'end',
      cell: order => (
        <Button
          variant="default"
          size="compact-sm"
          renderRoot={props => (
            <Link {...props} to="/order-dispatch/$orderId" params={{ orderId: order.id }} />
          )}
        >
          {t('orderDispatch.details')}
        </Button>
      ),
    },
  ]
}

function Need({ order, t }: { order: DispatchRow; t: TFunction }) {
  const { identifiersLacking: lacking, short } = order
  return (
    <span className={styles.badges}>
      {short ? <StateBadge tone="bad">{t('orderDispatch.short')}</StateBadge> : null}
      {lacking > 0 ? (
        <StateBadge tone="open">{t('orderDispatch.lacking', { count: lacking })}</StateBadge>
      ) : null}
      {!short && lacking === 0 ? <StateBadge tone="done">{t('orderDispatch.ready')}</StateBadge> : null}
    </span>
  )
}
