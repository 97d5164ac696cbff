import { Button, Switch } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Supplier } from '../../../contract/people.ts'
import { api } from '../../../contract/public.ts'
import { usePages } from '../../client/public.ts'
import {
  Code,
  type Column,
  DataTable,
  EmptyState,
  Filters,
  fromPages,
  Page,
  PageHeader,
  SearchField,
  SideDrawer,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { NewSupplierForm } from './supplier-form.tsx'

const route = getRouteApi('/in/suppliers')

/** All suppliers; one is added in a drawer beside the list, and has a page of its own. */
export function SuppliersScreen() {
  const { t } = useTranslation()
  const { search = '', archived = false } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('people.write')
  const [adding, setAdding] = useState(false)
  const pages = usePages(api.people.listSuppliers, { query: { search, archived } })
  const columns = useMemo(() => columnsOf(t), [t])
  const add = mayWrite ? <Button onClick={() => setAdding(true)}>{t('suppliers.add')}</Button> : null
  const done = (supplier: Supplier | null) => {
    setAdding(false)
    if (supplier) void navigate({ to: '/suppliers/$supplierId', params: { supplierId: supplier.id } })
  }
  const empty = archived ? (
    <EmptyState title={t('suppliers.noneArchived')} />
  ) : search === '' ? (
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
        <Switch
          label={t('suppliers.showArchived')}
          checked={archived}
          onChange={event => {
            const checked = event.currentTarget.checked
            void navigate({
              search: former => ({ ...former, archived: checked || undefined }),
              replace: true,
            })
          }}
        />
      </Filters>
      <DataTable
        {...fromPages(pages)}
        label={t('suppliers.list')}
        columns={columns}
        keyOf={supplier => supplier.id}
        link={supplier => ({ to: '/suppliers/$supplierId', params: { supplierId: supplier.id } })}
        toneOf={supplier => (supplier.archived ? 'muted' : undefined)}
        empty={empty}
      />
      <SideDrawer opened={adding} title={t('suppliers.addTitle')} onClose={() => setAdding(false)}>
        <NewSupplierForm onDone={done} />
      </SideDrawer>
    </Page>
  )
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
