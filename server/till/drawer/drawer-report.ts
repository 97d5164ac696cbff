import { sql } from 'kysely'
import type { DrawerReport } from '../../../contract/till/drawer.ts'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'

type Head = Pick<DrawerReport, 'till' | 'drawer' | 'currency'> & { report: DrawerReport | null }
type Sums = Pick<
  DrawerReport,
  'sales' | 'refunds' | 'discountMinor' | 'taxes' | 'methods' | 'lateSales' | 'openConflicts' | 'receipts'
> & { cashMinor: number }
type Cash = { at: string; by: string; amountMinor: number; reason: string }

/** The Z report of a closed drawer, as it was written then; of an open one, what it would say now. Refuses not_found. */
export async function readDrawerReport(
  reader: Reader,
  drawerId: string,
  tillId: number | null = null,
): Promise<DrawerReport> {
  const { rows } = await sql<Head>`
    select jsonb_build_object('id', till.id, 'number', till.number, 'name', till.name, 'location', location.name) as till,
           jsonb_build_object('id', d.id, 'openedAt', to_char(d.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
             'openedBy', coalesce(s.name, 'Lotbook'), 'floatMinor', d.float_minor) as drawer,
           shop.currency, d.report
      from till_drawer d join till on till.id = d.till_id join location on location.id = till.location_id
      left join staff s on s.id = d.opened_by cross join shop
     where d.id = ${drawerId} and (${tillId}::bigint is null or d.till_id = ${tillId})`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'drawer' })
  const { report, ...head } = rows[0]
  // Reports that were written before drawers could be opened beside each other do not speak of it.
  return report === null ? addUp(reader, head) : { ...report, openedAgain: report.openedAgain ?? [] }
}

async function addUp(reader: Reader, head: Omit<Head, 'report'>): Promise<DrawerReport> {
  const [sums, cash, openedAgain] = await Promise.all([
    readSums(reader, head.drawer.id),
    readCash(reader, head.drawer.id),
    readOpenedAgain(reader, head.drawer.id),
  ])
  const { cashMinor, ...told } = sums
  const moved = cash.reduce((sum, one) => sum + one.amountMinor, 0)
  return {
    ...head,
    ...told,
    openedAgain,
    zNumber: null,
    closedAt: null,
    closedBy: null,
    madeAt: reader.at,
    netMinor: sums.sales.totalMinor - sums.refunds.totalMinor,
    payIns: cash.filter(one => one.amountMinor > 0),
    payOuts: cash.filter(one => one.amountMinor < 0).map(one => ({ ...one, amountMinor: -one.amountMinor })),
    expectedCashMinor: head.drawer.floatMinor + cashMinor + moved,
    countedCashMinor: null,
    differenceMinor: null,
    note: '',
  }
}

async function readOpenedAgain(reader: Reader, drawerId: string): Promise<DrawerReport['openedAgain']> {
  const { rows } = await sql<DrawerReport['openedAgain'][number]>`
    select again.opened_at as at, coalesce(s.name, 'Lotbook') as by, again.float_minor as "floatMinor"
      from till_drawer_again again left join staff s on s.id = again.opened_by
     where again.drawer_id = ${drawerId} order by again.opened_at, again.id`.execute(reader.db)
  return rows
}

async function readCash(reader: Reader, drawerId: string): Promise<Cash[]> {
  const { rows } = await sql<Cash>`
    select c.at, coalesce(s.name, 'Lotbook') as by, c.amount_minor as "amountMinor", c.reason
      from till_cash c left join staff s on s.id = c.by where c.drawer_id = ${drawerId} order by c.at, c.id`.execute(
    reader.db,
  )
  return rows
}

/**
 * What this drawer's report tells of. A sale that came in late is in all sums but the cash: that lay in the drawer of its
 * hour and was counted there.
 */
async function readSums(reader: Reader, drawerId: string): Promise<Sums> {
  const { rows } = await sql<Sums>`
    with sold as materialized (
      select s.id, s.drawer_id <> s.counted_in as is_late, s.total_minor, s.discount_minor, s.state, s.prices_include_tax, d.number, d.id as document_id
        from till_sale s join document d on d.id = s.document_id where s.counted_in = ${drawerId}
    ), back as materialized (
      select r.id, r.refund_minor, s.prices_include_tax
        from till_return r join till_sale s on s.id = r.sale_id where r.counted_in = ${drawerId}
    ), paid as (
      select p.method, p.amount_minor as taken, 0 as refunded, sold.is_late from sold join till_payment p on p.sale_id = sold.id
       union all select p.method, 0, p.amount_minor, false from back join till_payment p on p.return_id = back.id
    ), method as (
      select method, sum(taken)::bigint as taken, sum(refunded)::bigint as refunded from paid group by method
    ), taxed as (
      select t.basis_points, t.tax_minor, t.amount_minor - case when sold.prices_include_tax then t.tax_minor else 0 end as net
        from sold join till_tax t on t.sale_id = sold.id
       union all
      select t.basis_points, -t.tax_minor, case when back.prices_include_tax then t.tax_minor else 0 end - t.amount_minor
        from back join till_tax t on t.return_id = back.id
    ), tax as (
      select basis_points, sum(tax_minor)::bigint as tax, sum(net)::bigint as net from taxed group by basis_points
    )
    select jsonb_build_object('count', (select count(*) from sold), 'totalMinor', (select coalesce(sum(total_minor), 0) from sold)) as sales,
           jsonb_build_object('count', (select count(*) from back), 'totalMinor', (select coalesce(sum(refund_minor), 0) from back)) as refunds,
           (select coalesce(sum(discount_minor), 0) from sold)::bigint as "discountMinor",
           (select coalesce(jsonb_agg(jsonb_build_object('basisPoints', basis_points, 'grossMinor', net + tax, 'netMinor', net, 'taxMinor', tax)
                     order by basis_points), '[]') from tax) as taxes,
           (select coalesce(jsonb_agg(jsonb_build_object('method', method, 'takenMinor', taken, 'refundedMinor', refunded, 'netMinor', taken - refunded)
                     order by method), '[]') from method) as methods,
           jsonb_build_object('count', (select count(*) from sold where is_late), 'totalMinor', (select coalesce(sum(total_minor), 0) from sold where is_late),
             'cashMinor', (select coalesce(sum(taken), 0) from paid where is_late and method = 'cash')) as "lateSales",
           (select count(*) from sold where state = 'conflict') as "openConflicts",
           (select coalesce(sum(taken - refunded), 0)::bigint from paid where method = 'cash' and not is_late) as "cashMinor",
           (select case when count(*) > 0 then jsonb_build_object('first', (array_agg(number order by document_id))[1],
                     'last', (array_agg(number order by document_id desc))[1]) end from sold) as receipts`.execute(
    reader.db,
  )
  return rows[0]!
}
