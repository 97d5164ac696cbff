import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Supplier } from '../../../contract/people.ts'
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
import { NewSupplierForm, SupplierForm } from './supplier-form.tsx'

const route = getRouteApi('/in/suppliers')

/** All suppliers; one is added or changed in a drawer beside the list. */
export function SuppliersScreen() {
  const { t } = useTranslation()
  const { search = '', open } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('people.write')
  const [adding, setAdding] = useState(false)
  const pages = usePages(api.people.listSuppliers, { query: { search } })
  const columns = useMemo(() => columnsOf(t), [t])
  const show = (id: number | undefined) =>
    void navigate({ search: former => ({ ...former, open: id }), replace: id === undefined })

  const add = mayWrite ? <Button onClick={() => setAdding(true)}>{t('suppliers.add')}</Button> : null
  const empty =
    search === '' ? (
      <EmptyState title={t('suppliers.empty')} sentence={t('suppliers.emptySentence')} action={add} />
    ) : (
      <EmptyState title={t('people.notFound', { search })} sentence={t('people.notFoundSentence')} />
    )
  return (
    <Page fills>
      <PageHeader title={t('suppliers.title')} actions={add} />
      <Filters>
        <SearchField
          label={t('suppliers.search')}
          value={search}
          onSearch={text =>
            void navigate({ search: former => ({ ...former, search: text || undefined }), replace: true })
          }
        />
      </Filters>
      <DataTable
        {...fromPages(pages)}
        label={t('suppliers.list')}
        columns={columns}
        keyOf={supplier => supplier.id}
        onOpen={supplier => show(supplier.id)}
        toneOf={supplier => (supplier.archived ? 'muted' : undefined)}
        empty={empty}
      />
      <SideDrawer opened={adding} title={t('suppliers.addTitle')} onClose={() => setAdding(false)}>
        <NewSupplierForm onDone={() => setAdding(false)} />
      </SideDrawer>
      <SideDrawer
        opened={open !== undefined}
        title={t('suppliers.changeTitle')}
        onClose={() => show(undefined)}
      >
        {open === undefined ? null : <OpenedSupplier supplierId={open} onDone={() => show(undefined)} />}
      </SideDrawer>
    </Page>
  )
}

function OpenedSupplier({ supplierId, onDone }: { supplierId: number; onDone: () => void }) {
  const supplier = useRead(api.people.readSupplier, { params: { supplierId } })
  if (supplier.error) return <ErrorState error={supplier.error} onRetry={() => void supplier.refetch()} />
  // What is being typed must not change below the hands when the list is read anew, hence no key by content.
  return supplier.data ? <SupplierForm supplier={supplier.data} onDone={onDone} /> : null
}

function columnsOf(t: TFunction): Column<Supplier>[] {
  return [
    { id: 'name', header: t('people.name'), width: 'minmax(12rem, 2fr)', cell: supplier => supplier.name },
    {
      id: 'number',
      header: t('people.number'),
      width: '7rem',
      narrow: 'aside',
      cell: supplier => <Code>{supplier.number}</Code>,
    },
    { id: 'email', header: t('people.email'), width: 'minmax(12rem, 2fr)', cell: supplier => supplier.email },
    { id: 'phone', header: t('people.phone'), width: 'minmax(9rem, 1fr)', cell: supplier => supplier.phone },
  ]
}
