import { Button, Select, Switch } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { ReorderRow } from '../../../contract/reorder.ts'
import { usePages, useRead, useWrite } from '../../client/public.ts'
import {
  EmptyState,
  Filters,
  fromPages,
  Notice,
  notify,
  Page,
  PageHeader,
  Picker,
  Refused,
  SearchField,
  useFormat,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { type Choice, type Choices, isFree, wantedOf } from './reorder-choices.ts'
import { ReorderTable } from './reorder-table.tsx'

const route = getRouteApi('/in/reorder-list')

/** What is below its reorder point: tick, correct, and one click makes the draft orders. */
export function ReorderScreen() {
  const { t } = useTranslation()
  const format = useFormat()
  const { search = '', onlyOpen = false } = route.useSearch()
  const navigate = route.useNavigate()
  const mayOrder = useMay('purchasing.write')
  const [supplier, setSupplier] = useState<{ key: number; label: string } | null>(null)
  const query = { search, onlyOpen, ...(supplier ? { supplierId: supplier.key } : {}) }
  const pages = usePages(api.reorder.listReorder, { query })
  const rows = pages.rows ?? []
  const total = pages.data?.pages[0]?.total ?? 0
  const ordering = useOrdering(rows)
  const isFiltered = search !== '' || onlyOpen || supplier !== null
  return (
    <Page fills>
      <PageHeader
        title={t('reorder.title')}
        subtitle={total > 0 ? t('reorder.count', { count: total, shown: format.count(total) }) : undefined}
        actions={mayOrder ? <OrderButton {...ordering} /> : null}
      />
      <Refused error={ordering.error} />
      {ordering.problem ? <Notice tone="bad">{ordering.problem}</Notice> : null}
      <Filters>
        <SearchField
          label={t('reorder.search')}
          value={search}
          onSearch={text =>
            void navigate({ search: former => ({ ...former, search: text || undefined }), replace: true })
          }
        />
        <Picker
          label={t('reorder.supplierFilter')}
          labelHidden
          placeholder={t('reorder.allSuppliers')}
          endpoint={api.people.listSuppliers}
          input={text => ({ query: { search: text, limit: 20 } })}
          rows={answer => answer.items}
          option={({ id, name, number }) => ({ key: id, label: name, detail: number })}
          value={supplier}
          onChange={row => setSupplier(row === null ? null : { key: row.id, label: row.name })}
        />
        <Switch
          label={t('reorder.onlyOpen')}
          checked={onlyOpen}
          onChange={event => {
            const checked = event.currentTarget.checked
            void navigate({
              search: former => ({ ...former, onlyOpen: checked || undefined }),
              replace: true,
            })
          }}
        />
        {mayOrder && rows.some(isFree) ? <TickAll rows={rows} ordering={ordering} /> : null}
        {mayOrder && ordering.needsLocation ? <LocationSelect ordering={ordering} /> : null}
      </Filters>
      <ReorderTable
        {...fromPages(pages)}
        choices={ordering.choices}
        choose={mayOrder ? ordering.choose : null}
        empty={
          isFiltered ? (
            <EmptyState title={t('reorder.notFound')} sentence={t('reorder.notFoundSentence')} />
          ) : (
            <EmptyState title={t('reorder.empty')} sentence={t('reorder.emptySentence')} />
          )
        }
      />
    </Page>
  )
}

type Ordering = ReturnType<typeof useOrdering>

/** What is ticked, and the one click. */
function useOrdering(rows: readonly ReorderRow[]) {
  const { t } = useTranslation()
  const [choices, setChoices] = useState<Choices>(new Map())
  const [chosenLocation, setLocation] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const locations = useRead(api.stock.listLocations, {}).data?.items ?? []
  const locationId = chosenLocation ?? (locations.length === 1 ? locations[0]!.id : null)
  const ticked = rows.filter(row => isFree(row) && wantedOf(row, choices).ticked)
  const needsLocation = locations.length > 1 && ticked.some(row => row.location === null)
  const write = useWrite(api.reorder.orderFromReorderList, {
    onDone: ({ orders }) => {
      const numbers = orders.map(order => order.number).join(', ')
      notify.done(t('reorder.made', { count: orders.length, numbers }))
      setChoices(new Map())
    },
  })
  const order = () => {
    const wanted = ticked.map(row => ({ ruleId: row.ruleId, ...wantedOf(row, choices) }))
    const without = wanted.some(one => !one.quantitySku)
    const unplaced = locationId === null && ticked.some(row => row.location === null)
    setProblem(without ? t('reorder.quantityNeeded') : unplaced ? t('reorder.locationNeeded') : null)
    if (without || unplaced) return
    const sent = wanted.map(({ ruleId, supplierId, quantitySku }) => ({
      ruleId,
      supplierId,
      quantitySku: quantitySku!,
    }))
    write.mutate({ body: { locationId, rows: sent } })
  }
  return {
    choices,
    choose: (ruleId: number, change: Partial<Choice>) =>
      setChoices(former => new Map(former).set(ruleId, { ticked: false, ...former.get(ruleId), ...change })),
    tickAll: (isTicked: boolean) =>
      setChoices(former => {
        const next = new Map(former)
        for (const row of rows.filter(isFree))
          next.set(row.ruleId, { ...next.get(row.ruleId), ticked: isTicked })
        return next
      }),
    ticked,
    needsLocation,
    locations,
    locationId,
    setLocation,
    order,
    busy: write.isPending,
    error: write.error,
    problem,
  }
}

function OrderButton({ ticked, order, busy }: Ordering) {
  const { t } = useTranslation()
  const count = ticked.length
  return (
    <Button onClick={order} loading={busy} disabled={count === 0}>
      {count === 0 ? t('reorder.orderNone') : t('reorder.order', { count })}
    </Button>
  )
}

function TickAll({ rows, ordering }: { rows: readonly ReorderRow[]; ordering: Ordering }) {
  const { t } = useTranslation()
  const isAll = ordering.ticked.length === rows.filter(isFree).length
  return (
    <Button variant="default" onClick={() => ordering.tickAll(!isAll)}>
      {t(isAll ? 'reorder.untickAll' : 'reorder.tickAll')}
    </Button>
  )
}

function LocationSelect({ ordering }: { ordering: Ordering }) {
  const { t } = useTranslation()
  const { locations, locationId, setLocation } = ordering
  return (
    <Select
      label={t('reorder.comesIn')}
      placeholder={t('reorder.chooseLocation')}
      data={locations.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={locationId === null ? null : String(locationId)}
      onChange={id => setLocation(id === null ? null : Number(id))}
      allowDeselect={false}
    />
  )
}
