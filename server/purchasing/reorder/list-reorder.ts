import { sql } from 'kysely'
import { upToWholePus } from '../../../contract/purchase-units.ts'
import type { ReorderRow } from '../../../contract/reorder.ts'
import * as catalog from '../../catalog/public.ts'
import type { Reader } from '../../platform/database/public.ts'
import { type Page, pageOf, type SearchQuery } from '../../platform/paging.ts'
import { expected, rulesBelowPoint, standings } from './below-point.ts'

interface ReorderQuery extends SearchQuery {
  readonly supplierId?: number | undefined
  readonly locationId?: number | undefined
  readonly onlyOpen: boolean
}

type Listed = Omit<ReorderRow, 'suggestedSku'>
interface Found {
  readonly ruleId: number
  readonly variantId: number
  readonly sortName: string
  readonly total: number
}

/** What is below its reorder point, by name; `total` counts all pages. What there is to say is read of the page only. */
export async function listReorder(
  reader: Reader,
  query: ReorderQuery,
): Promise<Page<ReorderRow> & { total: number }> {
  let total = 0
  const page = await pageOf<Found>(
    query,
    async ({ after, limit }) => {
      const found = await findPage(reader, query, after, limit)
      total = found.rows[0]?.total ?? 0
      return found
    },
    row => [row.sortName, row.ruleId],
  )
  const rows = await readRows(reader, page.items)
  return { items: rows.map(row => ({ ...row, suggestedSku: suggestionFor(row) })), next: page.next, total }
}

/** How many rules of current variants are below their point. */
export async function countBelowPoint(reader: Reader): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with ${rulesBelowPoint(null)} select count(*) as count from below`.execute(reader.db)
  return rows[0]!.count
}

const currentVariants = sql`
  select v.id from variant v join product p on p.id = v.product_id where coalesce(v.archived_at, p.archived_at) is null`

function findPage(
  reader: Reader,
  { search, onlyOpen, ...query }: ReorderQuery,
  after: (string | number | null)[],
  limit: number,
) {
  const [supplierId, locationId] = [query.supplierId ?? null, query.locationId ?? null]
  const isFiltered = Boolean(search) || supplierId !== null
  const variants = sql`${currentVariants} and ${catalog.variantMatches(sql`v.search_text`, search)}
    and (${supplierId}::bigint is null or exists (
      select from supplier_product sp where sp.variant_id = v.id and sp.supplier_id = ${supplierId}))`
  return sql<Found>`
    with ${rulesBelowPoint(isFiltered ? variants : null)}, listed as materialized (
      select below.rule_id, below.variant_id, below.sort_name
        from below join reorder_rule r on r.id = below.rule_id
       where (${locationId}::bigint is null or r.location_id = ${locationId})
         and (${!onlyOpen} or (r.variant_id, coalesce(r.location_id, 0)) not in (select variant_id, place from drafted))
    )
    select rule_id as "ruleId", variant_id as "variantId", sort_name as "sortName", (select count(*) from listed) as total
      from listed
     where (sort_name, rule_id) > (${after[0] ?? ''}::text, ${after[1] ?? 0}::bigint)
     order by sort_name, rule_id limit ${limit}`.execute(reader.db)
}

async function readRows(reader: Reader, found: readonly Found[]): Promise<Listed[]> {
  if (found.length === 0) return []
  const { rows } = await sql<Listed>`
    with ${standings(sql`select unnest(${found.map(one => one.variantId)}::bigint[])`)}
    select r.id as "ruleId", v.product_id as "productId",
           v.id as "variantId", v.product_number as "productNumber", v.name as "productName", v.decimals,
           case when l.id is not null then jsonb_build_object('id', l.id, 'code', l.code, 'name', l.name) end as location,
           r.reorder_point as "reorderPoint", r.target_level as "targetLevel", coalesce(s.on_hand, 0) as "onHand",
           coalesce(s.reserved, 0) as reserved, coalesce(s.allocated, 0) as allocated, coalesce(s.on_order, 0) as "onOrder",
           ${expected} as expected, ${unitOf(sql`v.units_per_pu`)} as unit, ${suppliersOfVariant} as suppliers,
           coalesce(drafted.drafts, '[]') as drafts
      from unnest(${found.map(one => one.ruleId)}::bigint[]) with ordinality as listed (rule_id, position)
      join rule r on r.id = listed.rule_id
      join variant v on v.id = r.variant_id
      left join location l on l.id = r.location_id
      left join standing s on s.rule_id = r.id
      left join drafted on drafted.rule_id = r.id
     order by listed.position`.execute(reader.db)
  return rows
}

const unitOf = (factor: ReturnType<typeof sql>) => sql`
  (select jsonb_build_object('name', max(unit.name), 'units', ${factor}, 'onlyWhole', coalesce(bool_or(unit.only_whole), false))
     from purchase_unit unit where unit.variant_id = v.id and unit.units = ${factor})`

const suppliersOfVariant = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', sup.id, 'name', sup.name, 'currency', sup.currency,
           'leadTimeDays', sup.lead_time_days, 'priceMinor', sp.price_minor, 'pricePer', case when sp.price_is_per_pu then 'pu' else 'sku' end,
           'unit', ${unitOf(sql`coalesce(sp.units_per_pu, v.units_per_pu)`)}) order by not sp.is_preferred, lower(sup.name)), '[]')
    from supplier_product sp join supplier sup on sup.id = sp.supplier_id and sup.archived_at is null
   where sp.variant_id = v.id)`

/** What fills up to the target, in whole units of whoever is bought from first. */
function suggestionFor(row: Listed): number {
  const missing = (row.targetLevel ?? row.reorderPoint) - row.expected
  return upToWholePus(missing, (row.suppliers[0]?.unit ?? row.unit).units, row.decimals)
}
