import { SegmentedControl } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { ConflictRow } from '../../../contract/till/conflicts.ts'
import { usePages } from '../../client/public.ts'
import {
  Code,
  type Column,
  DataTable,
  DateText,
  EmptyState,
  Filters,
  fromPages,
  Money,
  Page,
  PageHeader,
} from '../../kit/public.ts'

const route = getRouteApi('/in/till-conflicts')

/** Sales that were paid though their goods were gone: those that wait, and how the others were settled. */
export function ConflictsScreen() {
  const { t } = useTranslation()
  const { state = 'open' } = route.useSearch()
  const navigate = route.useNavigate()
  const conflicts = usePages(api.tillConflicts.listConflicts, { query: { state, limit: 100 } })
  const columns = useMemo(() => columnsOf(t), [t])
  return (
    <Page fills>
      <PageHeader title={t('tillConflicts.title')} subtitle={t('tillConflicts.subtitle')} />
      <Filters>
        <SegmentedControl
          aria-label={t('tillConflicts.stateFilter')}
          data={(['open', 'settled'] as const).map(value => ({
            value,
            label: t(`tillConflicts.states.${value}`),
          }))}
          value={state}
          onChange={value => void navigate({ search: { state: value as 'open' | 'settled' }, replace: true })}
        />
      </Filters>
      <DataTable
        {...fromPages(conflicts)}
        label={t('tillConflicts.list')}
        columns={columns}
        keyOf={conflict => conflict.saleId}
        hidden={state === 'open' ? ['settled'] : []}
        link={conflict => ({ to: '/till-conflicts/$saleId', params: { saleId: conflict.saleId } })}
        empty={
          <EmptyState title={t(`tillConflicts.empty.${state}`)} sentence={t('tillConflicts.emptyHint')} />
        }
      />
    </Page>
  )
}

function columnsOf(t: TFunction): Column<ConflictRow>[] {
  return [
    {
      id: 'number',
      header: t('tillConflicts.number'),
      width: '7rem',
      cell: one => <Code>{one.number}</Code>,
    },
    {
      id: 'problem',
      header: t('tillConflicts.problem'),
      width: 'minmax(14rem, 3fr)',
      cell: one => one.sentence,
    },
    { id: 'till', header: t('tillConflicts.till'), width: 'minmax(7rem, 1fr)', cell: one => one.till.name },
    {
      id: 'cashier',
      header: t('tillConflicts.cashier'),
      width: 'minmax(7rem, 1fr)',
      cell: one => one.cashier,
    },
    {
      id: 'taken',
      header: t('tillConflicts.takenAt'),
      width: '11rem',
      cell: one => <DateText time={one.takenAt} />,
    },
    {
      id: 'settled',
      header: t('tillConflicts.settled'),
      width: 'minmax(10rem, 1.5fr)',
      cell: ({ settled }) =>
        settled &&
        t('tillConflicts.settledBy', { how: t(`tillConflicts.how.${settled.how}`), by: settled.by }),
    },
    {
      id: 'total',
      header: t('tillConflicts.total'),
      width: '7rem',
      align: 'end',
      narrow: 'aside',
      cell: one => <Money minor={one.totalMinor} />,
    },
  ]
}
