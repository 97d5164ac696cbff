import { sql } from 'kysely'
import { TryAgain, type Tx } from '../../platform/database/public.ts'
import { type BuyingValues, noBuying } from './known-products.ts'
import { changedBuying } from './plan-buying.ts'

interface Bought {
  readonly variantId: number
  readonly former: BuyingValues
  readonly buying: BuyingValues
}

/** The new variants with these product numbers that say how they are bought, as `storeBuyingValues` takes them. */
export async function boughtAnew(
  tx: Tx,
  created: readonly { values: { productNumber: string; buying: BuyingValues } }[],
): Promise<Bought[]> {
  const isBought = ({ buying }: { buying: BuyingValues }) =>
    Object.values(changedBuying(noBuying, buying)).includes(true)
  const bought = created.map(one => one.values).filter(isBought)
  if (bought.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    select v.id from unnest(${bought.map(one => one.productNumber)}::text[]) with ordinality as given (number, position)
      join variant v on normalize(v.product_number, nfc) = normalize(given.number, nfc)
     order by given.position`.execute(tx.db)
  return bought.map(({ buying }, index) => ({ variantId: rows[index]!.id, former: noBuying, buying }))
}

/**
 * Stores purchase units, suppliers with their numbers, and the reorder rule for all locations without one of their own,
 * of variants whose rows this transaction has locked or made. Throws TryAgain where somebody took a code meanwhile.
 */
export async function storeBuyingValues(tx: Tx, bought: readonly Bought[]): Promise<void> {
  await storeUnits(
    tx,
    bought.filter(one => changedBuying(one.former, one.buying).purchaseUnits),
  )
  await storeSuppliers(tx, bought)
  await storeReorderRules(tx, bought)
}

/** Written anew, so that two units of one variant may change places; suppliers who sell in a unit follow its factor. */
async function storeUnits(tx: Tx, bought: readonly Bought[]): Promise<void> {
  if (bought.length === 0) return
  const variantIds = bought.map(one => one.variantId)
  const units = bought.flatMap(({ variantId, buying }) => buying.units.map(unit => ({ ...unit, variantId })))
  const given = sql`unnest(${units.map(one => one.variantId)}::bigint[], ${units.map(one => one.name)}::text[],
                           ${units.map(one => one.units)}::bigint[], ${units.map(one => one.onlyWhole)}::bool[])`
  await sql`
    with followed as materialized (
      select former.variant_id, former.units as former_units, given.units
        from purchase_unit former
        left join ${given} as given (variant_id, name, units, only_whole)
               on given.variant_id = former.variant_id
              and lower(normalize(given.name, nfc)) = lower(normalize(former.name, nfc))
       where former.variant_id = any(${variantIds}::bigint[]) and given.units is distinct from former.units
    )
    update supplier_product sp set units_per_pu = followed.units
      from followed where sp.variant_id = followed.variant_id and sp.units_per_pu = followed.former_units`.execute(
    tx.db,
  )
  await sql`
    delete from barcode using purchase_unit
     where purchase_unit.id = barcode.purchase_unit_id and purchase_unit.variant_id = any(${variantIds}::bigint[])`.execute(
    tx.db,
  )
  await sql`delete from purchase_unit where variant_id = any(${variantIds}::bigint[])`.execute(tx.db)
  await sql`
    insert into purchase_unit (variant_id, name, units, only_whole)
    select variant_id, name, units, only_whole from ${given} as given (variant_id, name, units, only_whole)`.execute(
    tx.db,
  )
  const codes = units.flatMap(unit => unit.codes.map(code => ({ ...code, unit })))
  const { rows } = await sql`
    insert into barcode (code, variant_id, is_gtin, purchase_unit_id)
    select given.code, given.variant_id, given.is_gtin, purchase_unit.id
      from unnest(${codes.map(one => one.code)}::text[], ${codes.map(one => one.isGtin)}::bool[],
                  ${codes.map(one => one.unit.variantId)}::bigint[], ${codes.map(one => one.unit.units)}::bigint[])
           as given (code, is_gtin, variant_id, units)
      join purchase_unit using (variant_id, units)
     order by given.code on conflict do nothing returning code`.execute(tx.db)
  if (rows.length !== codes.length) throw new TryAgain('a barcode was taken meanwhile')
}

/** The first supplier that a variant gets is its preferred one, where no other is. */
async function storeSuppliers(tx: Tx, bought: readonly Bought[]): Promise<void> {
  const links = bought.flatMap(({ variantId, former, buying }) => {
    const known = new Map(former.suppliers.map(one => [one.supplierId, one.number]))
    const first = buying.suppliers[known.size]?.supplierId
    return buying.suppliers
      .filter(one => known.get(one.supplierId) !== one.number)
      .map(one => ({ ...one, variantId, isFirst: one.supplierId === first }))
  })
  if (links.length === 0) return
  await sql`
    insert into supplier_product (supplier_id, variant_id, supplier_number, is_preferred)
    select supplier_id, variant_id, supplier_number,
           is_first and not exists (select from supplier_product sp where sp.variant_id = given.variant_id and sp.is_preferred)
      from unnest(${links.map(one => one.supplierId)}::bigint[], ${links.map(one => one.variantId)}::bigint[],
                  ${links.map(one => one.number)}::text[], ${links.map(one => one.isFirst)}::bool[])
           as given (supplier_id, variant_id, supplier_number, is_first)
     order by variant_id, supplier_id
    on conflict (supplier_id, variant_id) do update set supplier_number = excluded.supplier_number`.execute(
    tx.db,
  )
}

async function storeReorderRules(tx: Tx, bought: readonly Bought[]): Promise<void> {
  const rules = bought.filter(
    ({ former, buying }) =>
      former.reorderPoint !== buying.reorderPoint || former.targetLevel !== buying.targetLevel,
  )
  const kept = rules.filter(one => one.buying.reorderPoint !== null)
  const dropped = rules.filter(one => one.buying.reorderPoint === null)
  if (dropped.length > 0)
    await sql`
      delete from reorder_rule
       where location_id is null and variant_id = any(${dropped.map(one => one.variantId)}::bigint[])`.execute(
      tx.db,
    )
  if (kept.length > 0)
    await sql`
      insert into reorder_rule (variant_id, reorder_point, target_level)
      select * from unnest(${kept.map(one => one.variantId)}::bigint[], ${kept.map(one => one.buying.reorderPoint)}::bigint[],
                           ${kept.map(one => one.buying.targetLevel)}::bigint[])
      on conflict (variant_id, location_id)
      do update set reorder_point = excluded.reorder_point, target_level = excluded.target_level`.execute(
      tx.db,
    )
}
