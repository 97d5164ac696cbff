import { Button, Select } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdjustmentRow } from '../../../contract/adjustments.ts'
import { api } from '../../../contract/public.ts'
import { usePages, useRead } from '../../client/public.ts'
import {
  Code,
  type Column,
  DataTable,
  DateText,
  EmptyState,
  Filters,
  fromPages,
  Page,
  PageHeader,
  SearchField,
  SideDrawer,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { NewAdjustment } from './new-adjustment.tsx'
import { ReasonList } from './reason-list.tsx'

const route = getRouteApi('/in/adjustments')

/** What was put right by hand, newest first; new ones are made here, and the reasons for them kept. */
export function AdjustmentsScreen() {
  const { t } = useTranslation()
  const { search = '', reasonId } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('stock.write')
  const mayReasons = useMay('stock.reasons')
  const [drawer, setDrawer] = useState<'new' | 'reasons' | null>(null)
  const pages = usePages(api.adjustments.listAdjustments, { query: { search, reasonId, limit: 100 } })
  const columns = useMemo(() => columnsOf(t), [t])
  const narrowDown = (by: Partial<ReturnType<typeof route.useSearch>>) =>
    void navigate({ search: former => ({ ...former, ...by }), replace: true })
  return (
    <Page fills>
      <PageHeader
        title={t('adjustments.title')}
        subtitle={t('adjustments.subtitle')}
        actions={
          <>
            {mayReasons ? (
              <Button variant="default" onClick={() => setDrawer('reasons')}>
                {t('adjustments.reasons')}
              </Button>
            ) : null}
            {mayWrite ? <Button onClick={() => setDrawer('new')}>{t('adjustments.adjust')}</Button> : null}
          </>
        }
      />
      <Filters>
        <SearchField
          label={t('adjustments.search')}
          value={search}
          onSearch={text => narrowDown({ search: text || undefined })}
        />
        <ReasonFilter value={reasonId} onChange={id => narrowDown({ reasonId: id })} />
      </Filters>
      <DataTable
        {...fromPages(pages)}
        label={t('adjustments.list')}
        columns={columns}
        keyOf={row => row.id}
        link={row => ({ to: '/adjustments/$adjustmentId', params: { adjustmentId: row.id } })}
        empty={
          search === '' ? (
            <EmptyState title={t('adjustments.empty')} sentence={t('adjustments.emptySentence')} />
          ) : (
            <EmptyState title={t('adjustments.notFound', { search })} />
          )
        }
      />
      <SideDrawer opened={drawer === 'new'} title={t('adjustments.adjust')} onClose={() => setDrawer(null)}>
        <NewAdjustment onClose={() => setDrawer(null)} />
      </SideDrawer>
      <SideDrawer
        opened={drawer === 'reasons'}
        title={t('adjustments.reasonsTitle')}
        onClose={() => setDrawer(null)}
      >
        <ReasonList />
      </SideDrawer>
    </Page>
  )
}

function ReasonFilter({ value, onChange }: { value: number | undefined; onChange: (id?: number) => void }) {
  const { t } = useTranslation()
  const reasons = useRead(api.adjustments.listAdjustmentReasons, {}, { staleTime: 60_000 })
  return (
    <Select
      aria-label={t('adjustments.reason')}
      data={[
        { value: '', label: t('adjustments.allReasons') },
        ...(reasons.data?.items ?? []).map(reason => ({ value: String(reason.id), label: reason.name })),
      ]}
      value={value === undefined ? '' : String(value)}
      onChange={id => onChange(id ? Number(id) : undefined)}
      allowDeselect={false}
      w={190}
    />
  )
}

function columnsOf(t: TFunction): Column<AdjustmentRow>[] {
  return [
    {
      id: 'number',
      header: t('adjustments.number'),
      width: '7rem',
      cell: row => <Code>{row.number}</Code>,
    },
    {
      id: 'product',
      header: t('adjustments.product'),
      width: 'minmax(12rem, 2fr)',
      cell: row =>
        row.otherProducts === 0
          ? row.product
          : t('adjustments.productMore', { product: row.product, count: row.otherProducts }),
    },
    {
      id: 'reason',
      header: t('adjustments.reason'),
      width: 'minmax(8rem, 1fr)',
      narrow: 'aside',
      cell: row => row.reason,
    },
    { id: 'note', header: t('adjustments.note'), width: 'minmax(10rem, 2fr)', cell: row => row.note },
    { id: 'by', header: t('adjustments.by'), width: 'minmax(8rem, 1fr)', cell: row => row.actor },
    { id: 'at', header: t('adjustments.at'), width: '12rem', cell: row => <DateText time={row.at} /> },
  ]
}
