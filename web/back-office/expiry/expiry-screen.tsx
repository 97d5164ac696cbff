import { Button, SegmentedControl, Select } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExpiryRow, ExpiryWindow } from '../../../contract/expiry.ts'
import { api } from '../../../contract/public.ts'
import { usePages, useRead, useWrite } from '../../client/public.ts'
import {
  DataTable,
  EmptyState,
  Filters,
  fromPages,
  notify,
  Page,
  PageHeader,
  Refused,
  SearchField,
  useFormat,
} from '../../kit/public.ts'
import { placeOf } from '../frame/places.ts'
import { useMay } from '../session.ts'
import { columnsOf, keyOf } from './expiry-columns.tsx'

const route = getRouteApi('/in/expiry')

/** What expires in 30, 60 or 90 days, and what has expired; expired lots are ticked and disposed of. */
export function ExpiryScreen() {
  const { t } = useTranslation()
  const { search = '', window = 'expired', locationId } = route.useSearch()
  const mayDispose = useMay('stock.write') && window === 'expired'
  const pages = usePages(api.expiry.listExpiring, { query: { search, window, locationId, limit: 100 } })
  const [ticked, setTicked] = useState<ReadonlyMap<string, ExpiryRow>>(new Map())
  const toggle = useCallback(
    (row: ExpiryRow) =>
      setTicked(former => {
        const next = new Map(former)
        if (!next.delete(keyOf(row))) next.set(keyOf(row), row)
        return next
      }),
    [],
  )
  const dispose = useWrite(api.expiry.disposeExpired, {
    onDone: ({ number }) => {
      setTicked(new Map())
      notify.done(t('expiry.disposed', { number }))
    },
  })
  const columns = useMemo(() => columnsOf(t, ticked, toggle), [t, ticked, toggle])
  const source = fromPages(pages)
  return (
    <Page fills>
      <PageHeader
        title={t('expiry.title')}
        subtitle={t('expiry.subtitle')}
        actions={
          mayDispose ? (
            <Button
              color="brick"
              disabled={ticked.size === 0}
              loading={dispose.isPending}
              onClick={() => {
                const rows = [...ticked.values()].map(row => ({
                  lotId: row.lotId,
                  locationId: row.location.id,
                  onHand: row.onHand,
                }))
                dispose.mutate({ body: { rows } })
              }}
            >
              {t('expiry.dispose')}
            </Button>
          ) : null
        }
      />
      <ExpiryFilters onChange={() => setTicked(new Map())} />
      {mayDispose ? (
        <Filters>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() =>
              setTicked(new Map((source.rows ?? []).slice(0, 500).map(row => [keyOf(row), row])))
            }
          >
            {t('expiry.tickAll')}
          </Button>
          <span role="status">{ticked.size > 0 ? t('expiry.ticked', { count: ticked.size }) : ''}</span>
        </Filters>
      ) : null}
      <Refused error={dispose.error} />
      <DataTable
        {...source}
        label={t('expiry.list')}
        columns={columns}
        hidden={mayDispose ? [] : ['tick']}
        keyOf={keyOf}
        link={row => placeOf({ kind: 'lot', id: row.lotId })}
        toneOf={row => (row.daysLeft < 0 ? 'bad' : undefined)}
        empty={<EmptyState title={t(window === 'expired' ? 'expiry.empty.expired' : 'expiry.empty.other')} />}
      />
    </Page>
  )
}

const windows: readonly ExpiryWindow[] = ['expired', '30', '60', '90']

function ExpiryFilters({ onChange }: { onChange: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { search = '', window = 'expired', locationId } = route.useSearch()
  const navigate = route.useNavigate()
  const locations = useRead(api.stock.listLocations, {}, { staleTime: 60_000 })
  const sums = useRead(api.expiry.readExpirySums, { query: { locationId } })
  const sum = sums.data?.items.find(one => one.window === window)
  const narrowDown = (by: {
    search?: string | undefined
    window?: ExpiryWindow
    locationId?: number | undefined
  }) => {
    onChange()
    void navigate({ search: former => ({ ...former, ...by }), replace: true })
  }
  return (
    <Filters>
      <SegmentedControl
        aria-label={t('expiry.window')}
        data={windows.map(value => ({ value, label: t(`expiry.windows.${value}`) }))}
        value={window}
        onChange={value => narrowDown({ window: value as ExpiryWindow })}
      />
      <SearchField
        label={t('expiry.search')}
        value={search}
        onSearch={text => narrowDown({ search: text || undefined })}
      />
      {(locations.data?.items.length ?? 0) > 1 ? (
        <Select
          aria-label={t('expiry.location')}
          placeholder={t('expiry.allLocations')}
          data={(locations.data?.items ?? []).map(one => ({ value: String(one.id), label: one.name }))}
          value={locationId === undefined ? null : String(locationId)}
          clearable
          onChange={value => narrowDown({ locationId: value === null ? undefined : Number(value) })}
        />
      ) : null}
      {sum ? <span>{t('expiry.sum', { count: sum.lots, value: format.money(sum.valueMinor) })}</span> : null}
    </Filters>
  )
}
