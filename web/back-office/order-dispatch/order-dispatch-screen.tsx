import { Button, Menu, Select } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DispatchNeed, dispatchNeed } from '../../../contract/order-dispatch.ts'
import { api } from '../../../contract/public.ts'
import { call, usePages, useRead } from '../../client/public.ts'
import {
  DataTable,
  EmptyState,
  Filters,
  fromPages,
  notify,
  Page,
  PageHeader,
  SearchField,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { CompleteOrders } from './complete-orders.tsx'
import { columnsOf } from './dispatch-columns.tsx'
import { ElsewhereDialog } from './elsewhere-dialog.tsx'
import { IdentifiersDialog } from './identifiers-dialog.tsx'
import styles from './order-dispatch.module.css'
import { useTicks } from './use-ticks.ts'

const route = getRouteApi('/in/order-dispatch')

type Deed = 'identifiers' | 'complete' | 'elsewhere'
type Doing = { what: Deed; orderIds: readonly number[] } | null

/** Orders awaiting dispatch: tick one, many or all, give them their identifiers, and complete them. */
export function OrderDispatchScreen() {
  const { t } = useTranslation()
  const { search = '', locationId, need = 'all' } = route.useSearch()
  const maySend = useMay('fulfilment.write')
  const filter = { search, locationId, need }
  const pages = usePages(api.orderDispatch.listDispatch, { query: filter })
  const { ticked, toggle, tickAll } = useTicks()
  const columns = useMemo(() => columnsOf(t, ticked, toggle), [t, ticked, toggle])
  const [doing, setDoing] = useState<Doing>(null)
  const isFiltered = search !== '' || locationId !== undefined || need !== 'all'
  const tickAllThatMatch = () =>
    call(api.orderDispatch.listDispatchIds, { query: filter }).then(({ ids }) => tickAll(ids), notify.failed)
  return (
    <Page fills>
      <PageHeader
        title={t('orderDispatch.title')}
        actions={
          maySend ? (
            <>
              <Button
                variant="default"
                onClick={() => setDoing({ what: 'elsewhere', orderIds: [...ticked].slice(0, mostAtOnce) })}
              >
                {t('orderDispatch.elsewhere')}
              </Button>
              <Actions ticked={[...ticked]} onChoose={what => setDoing({ what, orderIds: [...ticked] })} />
            </>
          ) : null
        }
      />
      <DispatchFilters />
      <div className={styles.ticks}>
        <Button variant="default" size="compact-sm" onClick={() => void tickAllThatMatch()}>
          {t('orderDispatch.tickAll')}
        </Button>
        {ticked.size > 0 ? (
          <Button variant="subtle" size="compact-sm" onClick={() => tickAll([])}>
            {t('orderDispatch.untick')}
          </Button>
        ) : null}
        <span role="status" className={styles.soft}>
          {ticked.size > 0 ? t('orderDispatch.ticked', { count: ticked.size }) : ''}
        </span>
      </div>
      <DataTable
        {...fromPages(pages)}
        label={t('orderDispatch.list')}
        columns={columns}
        keyOf={order => order.id}
        link={order => ({ to: '/order-dispatch/$orderId', params: { orderId: order.id } })}
        empty={
          <EmptyState
            title={t(isFiltered ? 'orderDispatch.notFound' : 'orderDispatch.empty')}
            sentence={t(isFiltered ? 'orderDispatch.notFoundSentence' : 'orderDispatch.emptySentence')}
          />
        }
      />
      {doing?.what === 'identifiers' ? (
        <IdentifiersDialog orderIds={doing.orderIds} onClose={() => setDoing(null)} />
      ) : null}
      {doing?.what === 'elsewhere' ? (
        <ElsewhereDialog orderIds={doing.orderIds} onFailed={tickAll} onClose={() => setDoing(null)} />
      ) : null}
      {doing?.what === 'complete' ? (
        <CompleteOrders
          orderIds={doing.orderIds}
          onAddIdentifiers={orderIds =>
            setDoing({ what: 'identifiers', orderIds: orderIds.slice(0, mostAtOnce) })
          }
          onClose={outcome => {
            // Those that failed stay ticked, to be looked at.
            if (outcome !== null) tickAll(outcome.failed.map(one => one.orderId))
            setDoing(null)
          }}
        />
      ) : null}
    </Page>
  )
}

const mostAtOnce = 500

function Actions({ ticked, onChoose }: { ticked: readonly number[]; onChoose: (what: Deed) => void }) {
  const { t } = useTranslation()
  const chooseFew = (what: Deed) =>
    ticked.length > mostAtOnce ? notify.failed(new Error(t('orderDispatch.tooMany'))) : onChoose(what)
  return (
    <Menu position="bottom-end" withinPortal trigger="click-hover">
      <Menu.Target>
        <Button
          disabled={ticked.length === 0}
          rightSection={<IconChevronDown size={16} stroke={1.6} aria-hidden="true" />}
        >
          {t('orderDispatch.actions')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('orderDispatch.shipping')}</Menu.Label>
        <Menu.Item onClick={() => chooseFew('identifiers')}>
          {t('orderDispatch.dispatchIdentifiers')}
        </Menu.Item>
        <Menu.Item onClick={() => onChoose('complete')}>{t('orderDispatch.completeOrders')}</Menu.Item>
        <Menu.Item onClick={() => chooseFew('elsewhere')}>{t('orderDispatch.elsewhere')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function DispatchFilters() {
  const { t } = useTranslation()
  const { search = '', locationId, need = 'all' } = route.useSearch()
  const navigate = route.useNavigate()
  const locations = useRead(api.stock.listLocations, {})
  const show = (change: { search?: string; locationId?: number; need?: DispatchNeed }, drop: string[] = []) =>
    void navigate({
      search: former => {
        const next: Record<string, unknown> = { ...former, ...change }
        for (const key of drop) delete next[key]
        return next
      },
      replace: true,
    })
  return (
    <Filters>
      <SearchField
        label={t('orderDispatch.search')}
        value={search}
        onSearch={text => (text === '' ? show({}, ['search']) : show({ search: text }))}
      />
      <Select
        aria-label={t('orderDispatch.need')}
        data={dispatchNeed.options.map(value => ({ value, label: t(`orderDispatch.needs.${value}`) }))}
        value={need}
        allowDeselect={false}
        onChange={value => (value === 'all' ? show({}, ['need']) : show({ need: value as DispatchNeed }))}
      />
      {(locations.data?.items.length ?? 0) > 1 ? (
        <Select
          aria-label={t('orderDispatch.location')}
          placeholder={t('orderDispatch.allLocations')}
          data={(locations.data?.items ?? []).map(one => ({ value: String(one.id), label: one.name }))}
          value={locationId === undefined ? null : String(locationId)}
          clearable
          onChange={value =>
            value === null ? show({}, ['locationId']) : show({ locationId: Number(value) })
          }
        />
      ) : null}
    </Filters>
  )
}
