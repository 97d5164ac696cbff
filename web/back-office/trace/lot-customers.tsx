import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import type { TFunction } from 'i18next'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LotTrace } from '../../../contract/trace.ts'
import {
  Code,
  type Column,
  DataTable,
  DateText,
  notify,
  Quantity,
  Section,
  useFormat,
} from '../../kit/public.ts'
import { PlaceLink } from './place-link.tsx'
import { asCsv, asTabbed, recallRows } from './recall-list.ts'
import { SerialCodes } from './serial-codes.tsx'
import styles from './trace.module.css'

type Customer = LotTrace['customers'][number]

/** Every customer who got some of a lot, with a contact and the delivery notes; to be copied or downloaded for a recall. */
export function LotCustomers({ trace }: { trace: LotTrace }) {
  const { t } = useTranslation()
  const { decimals, tracking } = trace.product
  const columns = useMemo(() => columnsOf(t, decimals), [t, decimals])
  return (
    <Section
      title={t('trace.customers')}
      actions={trace.customers.length > 0 ? <TakeAway trace={trace} /> : null}
    >
      {trace.customers.length === 0 ? (
        <p className={styles.nothing}>{t('trace.customersEmpty')}</p>
      ) : (
        <DataTable
          label={t('trace.customers')}
          height="rows"
          rows={trace.customers}
          columns={columns}
          hidden={tracking.serials ? [] : ['serials']}
          keyOf={({ customer }) => customer.id}
        />
      )}
    </Section>
  )
}

/** The list as text for a mail, and as a file for a spreadsheet. */
function TakeAway({ trace }: { trace: LotTrace }) {
  const { t } = useTranslation()
  const format = useFormat()
  const clipboard = useClipboard()
  useEffect(() => {
    if (clipboard.copied) notify.done(t('trace.copied'))
    if (clipboard.error) notify.failed(new Error(t('trace.copyFailed')))
  }, [clipboard.copied, clipboard.error, t])
  const rows = () => recallRows(trace, headings(t), format)
  const download = () => {
    const name = t('trace.fileName', { product: trace.product.productNumber, lot: trace.number })
    save(asCsv(rows()), `${name.replace(/[^\p{L}\p{N} ._-]+/gu, '_')}.csv`)
  }
  return (
    <div className={styles.buttons}>
      <span className={styles.count}>{t('trace.customersCount', { count: trace.customers.length })}</span>
      <Button size="compact-sm" variant="default" onClick={() => clipboard.copy(asTabbed(rows()))}>
        {t('trace.copyList')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={download}>
        {t('trace.download')}
      </Button>
    </div>
  )
}

function headings(t: TFunction): string[] {
  return [
    t('trace.customer'),
    t('trace.email'),
    t('trace.phone'),
    t('trace.deliveryNote'),
    t('trace.order'),
    t('trace.deliveredAt'),
    t('trace.quantity'),
    t('trace.serials'),
  ]
}

function save(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = name
  anchor.click()
  URL.revokeObjectURL(address)
}

function columnsOf(t: TFunction, decimals: number): Column<Customer>[] {
  return [
    {
      id: 'customer',
      header: t('trace.customer'),
      width: 'minmax(11rem, 1.5fr)',
      cell: ({ customer }) => (
        <PlaceLink kind="customer" id={customer.id}>
          {customer.name}
        </PlaceLink>
      ),
    },
    {
      id: 'contact',
      header: t('trace.contact'),
      width: 'minmax(13rem, 1.5fr)',
      cell: ({ customer }) => <Contact customer={customer} />,
    },
    {
      id: 'quantity',
      header: t('trace.quantity'),
      width: '7rem',
      align: 'end',
      narrow: 'aside',
      cell: row => <Quantity units={row.quantity} decimals={decimals} />,
    },
    {
      id: 'notes',
      header: t('trace.deliveryNotes'),
      width: 'minmax(15rem, 1.5fr)',
      cell: row => <Notes customer={row} />,
    },
    {
      id: 'serials',
      header: t('trace.serials'),
      width: 'minmax(12rem, 2fr)',
      cell: row => {
        const serials = row.deliveries.flatMap(delivery => delivery.serials)
        return <SerialCodes serials={serials} total={serials.length} />
      },
    },
  ]
}

function Contact({ customer }: { customer: Customer['customer'] }) {
  const { t } = useTranslation()
  const { email, phone } = customer
  if (email === '' && phone === '') return <span className={styles.aside}>{t('trace.noContact')}</span>
  return (
    <span className={styles.stack}>
      {email === '' ? null : (
        <a href={`mailto:${email}`} className={styles.link}>
          {email}
        </a>
      )}
      {phone === '' ? null : (
        <a href={`tel:${phone.replace(/\s/g, '')}`} className={styles.link}>
          {phone}
        </a>
      )}
    </span>
  )
}

function Notes({ customer }: { customer: Customer }) {
  return (
    <span className={styles.stack}>
      {customer.deliveries.map(({ note, order, at }) => (
        <span key={note.id} className={styles.codes}>
          <PlaceLink kind={note.id === order.id ? 'till_receipt' : 'delivery_note'} id={note.id}>
            <Code>{note.number}</Code>
          </PlaceLink>
          <span className={styles.aside}>
            <DateText time={at} />
          </span>
        </span>
      ))}
    </span>
  )
}
