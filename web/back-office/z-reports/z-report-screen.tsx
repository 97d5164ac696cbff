import { getRouteApi } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { DrawerReport } from '../../../contract/till/drawer.ts'
import { useRead } from '../../client/public.ts'
import {
  DateText,
  ErrorState,
  Facts,
  Money,
  Notice,
  Page,
  PageHeader,
  Section,
  useFormat,
} from '../../kit/public.ts'
import styles from './z-report.module.css'

const route = getRouteApi('/in/z-reports/$drawerId')

/** One Z report as it was written, or the X report of a drawer that is open. */
export function ZReportScreen() {
  const { t } = useTranslation()
  const { drawerId } = route.useParams()
  const read = useRead(api.tillDrawers.readZReport, { params: { drawerId } })
  if (read.data !== undefined) return <Shown report={read.data} />
  return (
    <Page>
      <PageHeader title={t('zReports.title')} />
      {read.error ? (
        <ErrorState error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <p role="status">{t('kit.loading')}</p>
      )}
    </Page>
  )
}

function Shown({ report }: { report: DrawerReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { till, drawer, zNumber, lateSales } = report
  const title =
    zNumber === null
      ? t('zReports.xTitle', { till: till.name })
      : t('zReports.zTitle', { number: zNumber, till: till.name })
  return (
    <Page narrow>
      <PageHeader title={title} crumbs={[{ label: t('zReports.title'), link: { to: '/z-reports' } }]} />
      <Facts
        facts={[
          { label: t('zReports.location'), value: till.location },
          { label: t('zReports.opened'), value: <Happened time={drawer.openedAt} by={drawer.openedBy} /> },
          ...(report.closedAt
            ? [
                {
                  label: t('zReports.closed'),
                  value: <Happened time={report.closedAt} by={report.closedBy} />,
                },
              ]
            : []),
          ...(report.receipts
            ? [{ label: t('zReports.receipts'), value: `${report.receipts.first} – ${report.receipts.last}` }]
            : []),
          ...(report.note ? [{ label: t('zReports.note'), value: report.note }] : []),
        ]}
      />
      {report.openConflicts > 0 ? (
        <Notice tone="warn">{t('zReports.conflicts', { count: report.openConflicts })}</Notice>
      ) : null}
      {report.openedAgain.map(again => (
        <Notice key={again.at} tone="warn">
          {t('zReports.openedAgain', {
            by: again.by,
            time: format.time(again.at),
            float: format.money(again.floatMinor),
          })}
        </Notice>
      ))}
      <Section title={t('zReports.takings')}>
        <Sums
          rows={[
            { label: t('zReports.sales', { count: report.sales.count }), minor: report.sales.totalMinor },
            {
              label: t('zReports.refunds', { count: report.refunds.count }),
              minor: 0 - report.refunds.totalMinor,
            },
            { label: t('zReports.sum'), minor: report.netMinor, strong: true },
            { label: t('zReports.discounts'), minor: report.discountMinor },
            ...(lateSales.count === 0
              ? []
              : [
                  { label: t('zReports.late', { count: lateSales.count }), minor: lateSales.totalMinor },
                  { label: t('zReports.lateCash'), minor: lateSales.cashMinor },
                ]),
          ]}
        />
      </Section>
      <Section title={t('zReports.methods')}>
        <Sums
          rows={report.methods.map(one => ({
            label: t(`zReports.method.${one.method}`),
            minor: one.netMinor,
          }))}
        />
      </Section>
      <Taxes report={report} />
      <Section title={t('zReports.drawer')}>
        <Sums rows={drawerRows(t, report)} />
      </Section>
    </Page>
  )
}

function Taxes({ report }: { report: DrawerReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Section title={t('zReports.taxes')}>
      <Sums
        rows={report.taxes.map(tax => ({
          label: t('zReports.taxRate', {
            percent: format.percent(tax.basisPoints),
            net: format.money(tax.netMinor),
          }),
          minor: tax.taxMinor,
        }))}
      />
    </Section>
  )
}

interface SumRow {
  label: string
  minor: number
  strong?: boolean
}

function drawerRows(t: TFunction, report: DrawerReport): SumRow[] {
  const { drawer, payIns, payOuts, expectedCashMinor, countedCashMinor, differenceMinor } = report
  const moved = [...payIns, ...payOuts.map(one => ({ ...one, amountMinor: -one.amountMinor }))]
  const taken = expectedCashMinor - drawer.floatMinor - moved.reduce((sum, one) => sum + one.amountMinor, 0)
  return [
    { label: t('zReports.float'), minor: drawer.floatMinor },
    { label: t('zReports.cashTaken'), minor: taken },
    ...moved.map(one => ({
      label: t(one.amountMinor > 0 ? 'zReports.payIn' : 'zReports.payOut', {
        reason: one.reason,
        by: one.by,
      }),
      minor: one.amountMinor,
    })),
    { label: t('zReports.expected'), minor: expectedCashMinor, strong: true },
    ...(countedCashMinor === null ? [] : [{ label: t('zReports.counted'), minor: countedCashMinor }]),
    ...(differenceMinor === null
      ? []
      : [{ label: t('zReports.difference'), minor: differenceMinor, strong: true }]),
  ]
}

function Sums({ rows }: { rows: readonly SumRow[] }) {
  return (
    <dl className={styles.sums}>
      {rows.map(row => (
        <div key={row.label} data-strong={row.strong ?? false}>
          <dt>{row.label}</dt>
          <dd>
            <Money minor={row.minor} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Happened({ time, by }: { time: string; by: string | null }) {
  return (
    <>
      <DateText time={time} /> · {by}
    </>
  )
}
