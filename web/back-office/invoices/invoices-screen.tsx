import { SegmentedControl } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvoiceView, ListedInvoice } from '../../../contract/invoices.ts'
import { api } from '../../../contract/public.ts'
import { usePages } from '../../client/public.ts'
import {
  Ago,
  Code,
  type Column,
  DataTable,
  EmptyState,
  Filters,
  fromPages,
  Money,
  Page,
  PageHeader,
  SearchField,
} from '../../kit/public.ts'
import { InvoiceDrawer } from './invoice-drawer.tsx'
import { InvoiceState } from './invoice-state.tsx'
import { PdfLink } from './pdf-link.tsx'

const route = getRouteApi('/in/invoices')
const views = ['all', 'unpaid', 'paid', 'cancelled'] as const

/** All invoices and credit notes, newest first; one opens beside the list. */
export function InvoicesScreen() {
  const { t } = useTranslation()
  const { search = '', view, open } = route.useSearch()
  const navigate = route.useNavigate()
  const pages = usePages(api.invoices.listInvoices, { query: { search, view } })
  const columns = useMemo(() => columnsOf(t), [t])
  const narrowDown = (by: Partial<ReturnType<typeof route.useSearch>>) =>
    void navigate({ search: former => ({ ...former, ...by }), replace: true })
  return (
    <Page fills>
      <PageHeader title={t('invoices.title')} />
      <Filters>
        <SegmentedControl
          aria-label={t('invoices.views')}
          value={view ?? 'all'}
          data={views.map(value => ({ value, label: t(`invoices.view.${value}`) }))}
          onChange={value => narrowDown({ view: value === 'all' ? undefined : (value as InvoiceView) })}
        />
        <SearchField
          label={t('invoices.search')}
          value={search}
          onSearch={text => narrowDown({ search: text || undefined })}
        />
      </Filters>
      <DataTable
        {...fromPages(pages)}
        label={t('invoices.list')}
        columns={columns}
        keyOf={invoice => invoice.id}
        onOpen={invoice => void navigate({ search: former => ({ ...former, open: invoice.id }) })}
        toneOf={invoice => (invoice.cancelledBy === null ? undefined : 'muted')}
        empty={<NoInvoices search={search} isFiltered={view !== undefined} />}
      />
      <InvoiceDrawer invoiceId={open ?? null} onClose={() => narrowDown({ open: undefined })} />
    </Page>
  )
}

function NoInvoices({ search, isFiltered }: { search: string; isFiltered: boolean }) {
  const { t } = useTranslation()
  if (search !== '')
    return <EmptyState title={t('invoices.notFound', { search })} sentence={t('invoices.notFoundSentence')} />
  if (isFiltered) return <EmptyState title={t('invoices.emptyView')} />
  return <EmptyState title={t('invoices.empty')} sentence={t('invoices.emptySentence')} />
}

function columnsOf(t: TFunction): Column<ListedInvoice>[] {
  return [
    { id: 'number', header: t('invoices.number'), width: '7rem', cell: row => <Code>{row.number}</Code> },
    {
      id: 'customer',
      header: t('invoices.customer'),
      width: 'minmax(10rem, 2fr)',
      cell: row => row.customer.name,
    },
    { id: 'order', header: t('invoices.order'), width: '7rem', cell: row => <Code>{row.order.number}</Code> },
    {
      id: 'created',
      header: t('invoices.created'),
      width: '9rem',
      cell: row => <Ago time={row.createdAt} />,
    },
    {
      id: 'state',
      header: t('invoices.state'),
      width: 'minmax(11rem, 1fr)',
      cell: row => <InvoiceState invoice={row} />,
    },
    {
      id: 'total',
      header: t('invoices.total'),
      width: '8rem',
      align: 'end',
      narrow: 'aside',
      cell: row => <Money minor={row.totalMinor} />,
    },
    {
      id: 'paid',
      header: t('invoices.ofOrder'),
      width: '9rem',
      align: 'end',
      cell: row =>
        row.cancels !== null || row.cancelledBy !== null ? null : <Money minor={row.paidMinor} />,
    },
    { id: 'pdf', header: '', width: '4.5rem', align: 'end', cell: row => <PdfLink invoice={row} /> },
  ]
}
