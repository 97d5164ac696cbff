import { sql } from 'kysely'
import type { AnswerOf, BodyOf } from '../../../contract/endpoint.ts'
import type { PurchaseLineInput } from '../../../contract/purchasing.ts'
import type { api } from '../../../contract/reorder.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import * as stock from '../../stock/public.ts'
import { addPurchaseOrder } from '../add-purchase-order.ts'
import { expected, standings } from './below-point.ts'

type Wanted = BodyOf<typeof api.orderFromReorderList>
type Made = AnswerOf<typeof api.orderFromReorderList>

/**
 * Makes draft orders of rows of the reorder list, one for each supplier and location. The rules' rows are the queue: of
 * two clerks who order the same thing the second finds it on the first one's draft, or no longer below its point. Refuses
 * not_found, on_draft_already, not_below_point; and bad_input where the goods have no location to come in.
 */
export async function orderFromReorderList(tx: Tx, { locationId, rows }: Wanted): Promise<Made> {
  const ruleIds = [...new Set(rows.map(row => row.ruleId))]
  await sql`
    select from reorder_rule where id = any(${ruleIds}::bigint[]) order by id for update`.execute(tx.db)
  const rules = await readRules(tx, ruleIds, locationId)
  refuseUnorderable(
    ruleIds.map(id => rules.get(id)),
    locationId,
  )
  const terms = await readTerms(tx, rows, rules)
  const orders: Made['orders'] = []
  for (const group of groupsOf(rows, rules, locationId)) {
    const { supplierId, locationId: to } = group
    const lines = group.rows.flatMap(row => linesOf(row, rules.get(row.ruleId)!, terms))
    const head = { supplierId, locationId: to, ...(await headOf(tx, supplierId)), notes: '' }
    const order = await addPurchaseOrder(tx, { ...head, lines })
    const { id, number, supplier, lineCount } = order
    orders.push({ id, number, supplier: supplier?.name ?? null, lines: lineCount })
  }
  return { orders }
}

interface Rule {
  readonly id: number
  readonly variantId: number
  readonly name: string
  readonly decimals: number
  readonly tracksSerials: boolean
  readonly locationId: number | null
  readonly reorderPoint: number
  readonly expected: number
  readonly draft: string | null
  /** The chosen location, where it has a rule of its own: what came in there would not count here. */
  readonly otherRuleAt: string | null
  readonly binId: number | null
}

async function readRules(tx: Tx, ruleIds: readonly number[], locationId: number | null) {
  const ids = [...ruleIds]
  const { rows } = await sql<Rule>`
    with ${standings(sql`select variant_id from reorder_rule where id = any(${ids}::bigint[])`)}
    select r.id, r.variant_id as "variantId", v.name, v.decimals, p.tracks_serials as "tracksSerials",
           r.location_id as "locationId", r.reorder_point as "reorderPoint", ${expected} as expected,
           drafted.drafts->0->>'number' as draft, at.name as "otherRuleAt",
           coalesce(
             case when p.default_location_id = coalesce(r.location_id, ${locationId}::bigint) then p.default_bin_id end,
             (select min(id) from place where place.location_id = coalesce(r.location_id, ${locationId}::bigint)
                 and place.archived_at is null having count(*) = 1)) as "binId"
      from rule r
      join variant v on v.id = r.variant_id join product p on p.id = v.product_id
      left join standing s on s.rule_id = r.id
      left join drafted on drafted.rule_id = r.id
      left join rule own on r.location_id is null and own.variant_id = r.variant_id and own.location_id = ${locationId}::bigint
      left join location at on at.id = own.location_id
     where r.id = any(${ids}::bigint[])`.execute(tx.db)
  return new Map(rows.map(rule => [rule.id, rule]))
}

function refuseUnorderable(rules: readonly (Rule | undefined)[], locationId: number | null): void {
  const known = rules.filter(rule => rule !== undefined)
  if (known.length < rules.length) throw refuse('not_found', { what: 'row of the reorder list' })
  const drafted = known.filter(rule => rule.draft !== null)
  const first = drafted[0]
  if (first)
    throw refuse('on_draft_already', { product: first.name, order: first.draft!, count: drafted.length })
  const enough = known.find(rule => rule.expected >= rule.reorderPoint)
  if (enough) {
    const [there, point] = [enough.expected, enough.reorderPoint].map(quantity =>
      stock.formatQuantity(quantity, enough.decimals),
    )
    throw refuse('not_below_point', { product: enough.name, expected: there!, point: point! })
  }
  const unplaced = known.some(rule => rule.locationId === null) && locationId === null
  const elsewhere = known.find(rule => rule.otherRuleAt !== null)
  const sentence = unplaced
    ? 'Choose the location where the goods are to come in.'
    : elsewhere &&
      `${elsewhere.name} has a reorder point of its own at ${elsewhere.otherRuleAt}, so goods there would not count. Choose another location, or take the row out.`
  if (sentence) throw refuse('bad_input', { problems: [{ path: 'locationId', sentence }] })
}

interface Terms {
  readonly unitsPerPu: number | null
  readonly priceMinor: number | null
  readonly pricePer: 'sku' | 'pu'
}
type TermsOf = ReadonlyMap<string, Terms>

async function readTerms(tx: Tx, rows: Wanted['rows'], rules: ReadonlyMap<number, Rule>): Promise<TermsOf> {
  const { rows: found } = await sql<Terms & { supplierId: number; variantId: number }>`
    select sp.supplier_id as "supplierId", sp.variant_id as "variantId", sp.units_per_pu as "unitsPerPu",
           sp.price_minor as "priceMinor", case when sp.price_is_per_pu then 'pu' else 'sku' end as "pricePer"
      from supplier_product sp
     where sp.supplier_id = any(${rows.flatMap(row => row.supplierId ?? [])}::bigint[])
       and sp.variant_id = any(${[...rules.values()].map(rule => rule.variantId)}::bigint[])`.execute(tx.db)
  return new Map(found.map(one => [`${one.supplierId} ${one.variantId}`, one]))
}

interface Group {
  readonly supplierId: number | null
  readonly locationId: number
  readonly rows: Wanted['rows']
}

/** One for each supplier and location; what has no supplier is one group too. */
function groupsOf(
  rows: Wanted['rows'],
  rules: ReadonlyMap<number, Rule>,
  locationId: number | null,
): Group[] {
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const rule = rules.get(row.ruleId)!
    const to = rule.locationId ?? locationId!
    const key = `${row.supplierId} ${to}`
    const group = groups.get(key) ?? {
      supplierId: row.supplierId,
      locationId: to,
      rows: [],
    }
    group.rows.push(row)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** A piece with a serial number has a row of its own, as in the grid. */
function linesOf(
  { supplierId, quantitySku }: Wanted['rows'][number],
  { variantId, tracksSerials, binId }: Rule,
  terms: TermsOf,
): PurchaseLineInput[] {
  const { unitsPerPu, priceMinor, pricePer } = terms.get(`${supplierId} ${variantId}`) ?? {}
  const line = {
    variantId,
    supplierId: null,
    priceMinor: priceMinor ?? 0,
    ...(pricePer ? { pricePer } : {}),
    ...(unitsPerPu ? { unitsPerPu } : {}),
    binId,
    lotNumber: null,
    serial: null,
    madeOn: null,
    expiresOn: null,
  }
  if (!tracksSerials) return [{ ...line, quantitySku }]
  return Array.from({ length: Math.min(quantitySku, 100_000) }, () => ({ ...line, quantitySku: 1 }))
}

/** When it comes in, and what it is paid in. */
async function headOf(
  tx: Tx,
  supplierId: number | null,
): Promise<{ expectedOn: string | null; currency?: string }> {
  if (supplierId === null) return { expectedOn: null }
  const { rows } = await sql<{ expectedOn: string | null; currency: string | null }>`
    select (${tx.today}::date + lead_time_days)::date as "expectedOn", currency from supplier where id = ${supplierId}`.execute(
    tx.db,
  )
  const { expectedOn = null, currency } = rows[0] ?? {}
  return { expectedOn, ...(currency ? { currency } : {}) }
}
