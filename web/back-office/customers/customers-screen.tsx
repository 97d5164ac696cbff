import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '../../../contract/people.ts'
import { api } from '../../../contract/public.ts'
import { usePages, useRead } from '../../client/public.ts'
import {
  Code,
  type Column,
  DataTable,
  EmptyState,
  ErrorState,
  Filters,
  fromPages,
  Page,
  PageHeader,
  SearchField,
  SideDrawer,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { CustomerForm, NewCustomerForm } from './customer-form.tsx'

const route = getRouteApi('/in/customers')

/** All customers; one is added or changed in a drawer beside the list. */
export function CustomersScreen() {
  const { t } = useTranslation()
  const { search = '', open } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('people.write')
  const [adding, setAdding] = useState(false)
  const pages = usePages(api.people.listCustomers, { query: { search } })
  const columns = useMemo(() => columnsOf(t), [t])
  const show = (id: number | undefined) =>
    void navigate({ search: former => ({ ...former, open: id }), replace: id === undefined })

  const add = mayWrite ? <Button onClick={() => setAdding(true)}>{t('customers.add')}</Button> : null
  const empty =
    search === '' ? (
      <EmptyState title={t('customers.empty')} sentence={t('customers.emptySentence')} action={add} />
    ) : (
      <EmptyState title={t('people.notFound', { search })} sentence={t('people.notFoundSentence')} />
    )
  return (
    <Page fills>
      <PageHeader title={t('customers.title')} actions={add} />
      <Filters>
        <SearchField
          label={t('customers.search')}
          value={search}
          onSearch={text =>
            void navigate({ search: former => ({ ...former, search: text || undefined }), replace: true })
          }
        />
      </Filters>
      <DataTable
        {...fromPages(pages)}
        label={t('customers.list')}
        columns={columns}
        keyOf={customer => customer.id}
        onOpen={customer => show(customer.id)}
        toneOf={customer => (customer.archived ? 'muted' : undefined)}
        empty={empty}
      />
      <SideDrawer opened={adding} title={t('customers.addTitle')} onClose={() => setAdding(false)}>
        <NewCustomerForm onDone={() => setAdding(false)} />
      </SideDrawer>
      <SideDrawer
        opened={open !== undefined}
        title={t('customers.changeTitle')}
        onClose={() => show(undefined)}
      >
        {open === undefined ? null : <OpenedCustomer customerId={open} onDone={() => show(undefined)} />}
      </SideDrawer>
    </Page>
  )
}

function OpenedCustomer({ customerId, onDone }: { customerId: number; onDone: () => void }) {
  const customer = useRead(api.people.readCustomer, { params: { customerId } })
  if (customer.error) return <ErrorState error={customer.error} onRetry={() => void customer.refetch()} />
  // What is being typed must not change below the hands when the list is read anew, hence no key by content.
  return customer.data ? <CustomerForm customer={customer.data} onDone={onDone} /> : null
}

function columnsOf(t: TFunction): Column<Customer>[] {
  return [
    { id: 'name', header: t('people.name'), width: 'minmax(12rem, 2fr)', cell: customer => customer.name },
    {
      id: 'number',
      header: t('people.number'),
      width: '7rem',
      narrow: 'aside',
      cell: customer => <Code>{customer.number}</Code>,
    },
    { id: 'email', header: t('people.email'), width: 'minmax(12rem, 2fr)', cell: customer => customer.email },
    { id: 'phone', header: t('people.phone'), width: 'minmax(9rem, 1fr)', cell: customer => customer.phone },
  ]
}
