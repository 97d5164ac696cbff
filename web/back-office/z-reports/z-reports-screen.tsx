import { Select } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { ZReportRow } from '../../../contract/till/drawer.ts'
import { usePages, useRead } from '../../client/public.ts'
import {
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

const route = getRouteApi('/in/z-reports')

/** What each drawer was counted with when it was closed, newest first. */
export function ZReportsScreen() {
  const { t } = useTranslation()
  const { tillId } = route.useSearch()
  const navigate = route.useNavigate()
  const tills = useRead(api.tills.listTills, {}, { staleTime: 60_000 })
  const reports = usePages(api.tillDrawers.listZReports, { query: { tillId, limit: 100 } })
  const columns = useMemo(() => columnsOf(t), [t])
  return (
    <Page fills>
      <PageHeader title={t('zReports.title')} subtitle={t('zReports.subtitle')} />
      {(tills.data?.items.length ?? 0) > 1 ? (
        <Filters>
          <Select
            aria-label={t('zReports.till')}
            placeholder={t('zReports.anyTill')}
            data={(tills.data?.items ?? []).map(till => ({ value: String(till.id), label: till.name }))}
            value={tillId === undefined ? null : String(tillId)}
            clearable
            onChange={value =>
              void navigate({ search: { tillId: value === null ? undefined : Number(value) }, replace: true })
            }
          />
        </Filters>
      ) : null}
      <DataTable
        {...fromPages(reports)}
        label={t('zReports.list')}
        columns={columns}
        keyOf={report => report.drawerId}
        link={report => ({ to: '/z-reports/$drawerId', params: { drawerId: report.drawerId } })}
        toneOf={report => (report.differenceMinor === 0 ? undefined : 'warn')}
        empty={<EmptyState title={t('zReports.empty')} sentence={t('zReports.emptyHint')} />}
      />
    </Page>
  )
}

function columnsOf(t: TFunction): Column<ZReportRow>[] {
  return [
    {
      id: 'number',
      header: t('zReports.number'),
      width: 'minmax(10rem, 2fr)',
      cell: report => t('zReports.zTitle', { number: report.zNumber, till: report.till.name }),
    },
    {
      id: 'closed',
      header: t('zReports.closed'),
      width: '12rem',
      cell: report => <DateText time={report.closedAt} />,
    },
    { id: 'by', header: t('zReports.by'), width: 'minmax(8rem, 1fr)', cell: report => report.closedBy },
    {
      id: 'net',
      header: t('zReports.net'),
      width: '8rem',
      align: 'end',
      narrow: 'aside',
      cell: report => <Money minor={report.netMinor} />,
    },
    {
      id: 'difference',
      header: t('zReports.difference'),
      width: '8rem',
      align: 'end',
      cell: report => <Money minor={report.differenceMinor} />,
    },
  ]
}
