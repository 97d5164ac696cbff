import { useTranslation } from 'react-i18next'
import type { DrawerReport } from '../../../contract/till/drawer.ts'
import { Money, useFormat } from '../../kit/public.ts'
import paper from '../receipt/receipt.module.css'

/** An X or Z report as it is shown and printed. */
export function ReportPaper({ report }: { report: DrawerReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  const title =
    report.zNumber === null ? t('till.drawer.xReport') : t('till.drawer.zReport', { number: report.zNumber })
  const sumOf = (moves: readonly { amountMinor: number }[]) =>
    moves.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const rows: [string, number][] = [
    [t('till.drawer.sales', { count: report.sales.count }), report.sales.totalMinor],
    [t('till.drawer.refunds', { count: report.refunds.count }), lessOf(report.refunds.totalMinor)],
    [t('till.drawer.net'), report.netMinor],
    ...(report.discountMinor > 0
      ? [[t('till.drawer.discounts'), report.discountMinor] as [string, number]]
      : []),
  ]
  const late: [string, number][] =
    report.lateSales.count > 0
      ? [[t('till.drawer.late', { count: report.lateSales.count }), report.lateSales.totalMinor]]
      : []
  const cash: [string, number][] = [
    [t('till.drawer.float'), report.drawer.floatMinor],
    [t('till.drawer.payIns'), sumOf(report.payIns)],
    [t('till.drawer.payOuts'), lessOf(sumOf(report.payOuts))],
    [t('till.drawer.expected'), report.expectedCashMinor],
    ...(report.countedCashMinor === null
      ? []
      : [[t('till.drawer.counted'), report.countedCashMinor] as [string, number]]),
    ...(report.differenceMinor === null
      ? []
      : [[t('till.drawer.difference'), report.differenceMinor] as [string, number]]),
  ]
  return (
    <article className={paper.paper} aria-label={title}>
      <header>
        <b>{title}</b>
        <span>
          {report.till.name} · {report.till.location}
        </span>
        <span>{format.time(report.closedAt ?? report.madeAt)}</span>
      </header>
      <Rows rows={[...rows, ...late]} />
      <Rows
        rows={report.methods.map(({ method, netMinor }) => [t(`till.drawer.method.${method}`), netMinor])}
      />
      <Rows
        rows={report.taxes.map(({ basisPoints, grossMinor, taxMinor }) => [
          t('till.drawer.tax', { percent: format.percent(basisPoints), gross: format.money(grossMinor) }),
          taxMinor,
        ])}
      />
      <Rows rows={cash} />
      <Rows
        rows={report.openedAgain.map(({ by, floatMinor }) => [
          t('till.drawer.openedAgain', { name: by }),
          floatMinor,
        ])}
      />
      {report.receipts ? <footer>{t('till.drawer.receipts', report.receipts)}</footer> : null}
    </article>
  )
}

/** Nothing taken away is nothing, and not "minus nothing". */
const lessOf = (minor: number) => (minor === 0 ? 0 : -minor)

function Rows({ rows }: { rows: readonly [string, number][] }) {
  if (rows.length === 0) return null
  return (
    <dl>
      {rows.map(([label, minor]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Money minor={minor} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
