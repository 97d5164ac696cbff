import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { Location } from '../../../contract/stock.ts'
import { useRead } from '../../client/public.ts'
import {
  Code,
  type Column,
  DataTable,
  EmptyState,
  fromRead,
  Page,
  PageHeader,
  Quantity,
  SideDrawer,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { LocationDrawer } from './location-drawer.tsx'
import { NewLocationForm } from './new-location-form.tsx'

const route = getRouteApi('/in/locations')

/** Stores and warehouses; one opens in a drawer with its bins. */
export function LocationsScreen() {
  const { t } = useTranslation()
  const { open } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('stock.write')
  const [adding, setAdding] = useState(false)
  const locations = useRead(api.stock.listLocations, {})
  const columns = useMemo(() => columnsOf(t), [t])
  const opened = locations.data?.items.find(location => location.id === open)
  const close = () => void navigate({ search: {}, replace: true })
  const add = mayWrite ? <Button onClick={() => setAdding(true)}>{t('locations.add')}</Button> : null
  return (
    <Page fills>
      <PageHeader title={t('locations.title')} subtitle={t('locations.subtitle')} actions={add} />
      <DataTable
        {...fromRead(locations, answer => answer.items)}
        label={t('locations.list')}
        columns={columns}
        keyOf={location => location.id}
        onOpen={location => void navigate({ search: { open: location.id } })}
        empty={
          <EmptyState title={t('locations.empty')} sentence={t('locations.emptySentence')} action={add} />
        }
      />
      <SideDrawer opened={adding} title={t('locations.addTitle')} onClose={() => setAdding(false)}>
        <NewLocationForm onDone={() => setAdding(false)} />
      </SideDrawer>
      <SideDrawer opened={opened !== undefined} title={opened?.name ?? ''} onClose={close}>
        {opened ? <LocationDrawer location={opened} /> : null}
      </SideDrawer>
    </Page>
  )
}

function columnsOf(t: TFunction): Column<Location>[] {
  return [
    { id: 'name', header: t('locations.name'), width: 'minmax(12rem, 2fr)', cell: location => location.name },
    {
      id: 'code',
      header: t('locations.code'),
      width: '8rem',
      narrow: 'aside',
      cell: location => <Code>{location.code}</Code>,
    },
    {
      id: 'kind',
      header: t('locations.kind'),
      width: '9rem',
      cell: location => t(`locations.kinds.${location.kind}`),
    },
    {
      id: 'bins',
      header: t('locations.bins'),
      width: '7rem',
      align: 'end',
      cell: location => <Quantity units={location.bins.length} />,
    },
  ]
}
