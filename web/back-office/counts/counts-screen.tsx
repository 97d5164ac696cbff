import { Button, Select } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CountRow, type CountState, countState } from '../../../contract/counts.ts'
import { api } from '../../../contract/public.ts'
import { usePages } from '../../client/public.ts'
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
  StateBadge,
  type Tone,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { StartCount } from './start-count.tsx'

const route = getRouteApi('/in/stock-counts')

/** Stock counts, newest first; new ones are started here. */
export function CountsScreen() {
  const { t } = useTranslation()
  const { search = '', state } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('stock.write')
  const [starting, setStarting] = useState(false)
  const pages = usePages(api.counts.listCounts, { query: { search, state, limit: 100 } })
  const columns = useMemo(() => columnsOf(t), [t])
  const narrowDown = (by: { search?: string | undefined; state?: CountState | undefined }) =>
    void navigate({ search: former => ({ ...former, ...by }), replace: true })
  return (
    <Page fills>
      <PageHeader
        title={t('counts.title')}
        subtitle={t('counts.subtitle')}
        actions={mayWrite ? <Button onClick={() => setStarting(true)}>{t('counts.start')}</Button> : null}
      />
      <Filters>
        <SearchField
          label={t('counts.search')}
          value={search}
          onSearch={text => narrowDown({ search: text || undefined })}
        />
        <Select
          aria-label={t('counts.state')}
          data={[
            { value: '', label: t('counts.allStates') },
            ...countState.options.map(value => ({ value, label: t(`counts.states.${value}`) })),
          ]}
          value={state ?? ''}
          allowDeselect={false}
          onChange={value => narrowDown({ state: (value || undefined) as CountState | undefined })}
        />
      </Filters>
      <DataTable
        {...fromPages(pages)}
        label={t('counts.list')}
        columns={columns}
        keyOf={count => count.id}
        link={count => ({ to: '/stock-counts/$countId', params: { countId: count.id } })}
        empty={
          search === '' && state === undefined ? (
            <EmptyState title={t('counts.empty')} sentence={t('counts.emptySentence')} />
          ) : (
            <EmptyState title={t('counts.notFound')} />
          )
        }
      />
      <SideDrawer opened={starting} title={t('counts.start')} onClose={() => setStarting(false)}>
        <StartCount onClose={() => setStarting(false)} />
      </SideDrawer>
    </Page>
  )
}

export const tones: Record<CountState, Tone> = { open: 'open', posted: 'done', cancelled: 'plain' }

function columnsOf(t: TFunction): Column<CountRow>[] {
  return [
    { id: 'number', header: t('counts.number'), width: '7rem', cell: count => <Code>{count.number}</Code> },
    {
      id: 'state',
      header: t('counts.state'),
      width: '10rem',
      narrow: 'aside',
      cell: count => <StateBadge tone={tones[count.state]}>{t(`counts.states.${count.state}`)}</StateBadge>,
    },
    {
      id: 'location',
      header: t('counts.location'),
      width: 'minmax(10rem, 1.5fr)',
      cell: count => count.location.name,
    },
    {
      id: 'bins',
      header: t('counts.bins'),
      width: '8rem',
      cell: count => t('counts.binsDone', { finished: count.finishedBins, all: count.bins }),
    },
    { id: 'note', header: t('counts.note'), width: 'minmax(8rem, 2fr)', cell: count => count.note },
    { id: 'by', header: t('counts.startedBy'), width: 'minmax(8rem, 1fr)', cell: count => count.startedBy },
    {
      id: 'started',
      header: t('counts.started'),
      width: '12rem',
      cell: count => <DateText time={count.startedAt} />,
    },
  ]
}
