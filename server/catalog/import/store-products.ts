import { sql } from 'kysely'
import { TryAgain, type Tx } from '../../platform/database/public.ts'
import { insertProducts, type ProductInput } from '../add-products.ts'
import type { StoredCode } from '../barcodes.ts'
import { whatBlocksModes } from '../identifier-mode.ts'
import { nameVariants } from '../name-variants.ts'
import { searchTextOf } from '../search-text.ts'
import type { Creation, Judgement, ProductChange } from './judge-products.ts'
import type { ProductValues } from './known-products.ts'
import { modeChange } from './plan-product.ts'
import { boughtAnew, storeBuyingValues } from './store-buying-values.ts'
import { addMissingCategories, saysMore, storeDetailValues } from './store-detail-values.ts'
import { splitCreations, storeVariants, wakeProducts } from './store-variants.ts'

/** One statement's worth: the transaction stays whole, the memory for it small. */
const productsAtOnce = 5000

/**
 * Stores what was judged, in few statements, all in one order so that two imports wait for each other instead of locking
 * each other out. When anything is not as it was judged any more (somebody saved one of the products, took a number or a
 * barcode, or received its first goods), it throws TryAgain: everything is judged anew. `wrote` gets the count of
 * products so far, and may throw to give up.
 */
export async function storeProducts(
  tx: Tx,
  { created, changed }: Pick<Judgement, 'created' | 'changed'>,
  wrote: (products: number) => void,
): Promise<void> {
  const changes = [...changed].sort((one, other) => one.known.productId - other.known.productId)
  const { products, variants } = splitCreations(created)
  const values = [...changes, ...products].map(one => one.values)
  const categories = await addMissingCategories(tx, values)
  await wakeProducts(tx, changes, variants)
  for (const [start, batch] of batchesOf(changes, isSameProduct)) {
    wrote(start)
    await changeAll(tx, batch)
    const blocked = await whatBlocksModes(
      tx,
      batch.map(({ known, values }) => modeChange(known, values)),
    )
    if (blocked.size > 0) throw new TryAgain('pieces got serial numbers or were chosen meanwhile')
    const detailed = batch.filter(one => one.detailed)
    const given = detailed.map(({ known, values }) => ({ productId: known.productId, values }))
    await storeDetailValues(tx, given, categories)
  }
  await dropCodes(tx, changes)
  const added: Added[] = []
  for (const [start, batch] of batchesOf(products)) {
    wrote(changes.length + start)
    const batchAdded = await addAll(tx, batch)
    const detailed = batchAdded.filter(one => saysMore(one.values))
    await storeDetailValues(tx, detailed, categories)
    added.push(...batchAdded.filter(one => one.parent !== null))
  }
  wrote(changes.length + products.length)
  const newVariants = await storeVariants(tx, { firsts: added, others: variants, changes })
  await addCodes(tx, [...changes, ...newVariants])
  const changedBuying = changes.map(({ known, values }) => {
    return { variantId: known.variantId, former: known.buying, buying: values.buying }
  })
  await storeBuyingValues(tx, [...changedBuying, ...(await boughtAnew(tx, created))])
  const named = [...changes.map(one => one.known.productId), ...added.map(one => one.productId)]
  const withUnits = [...changes, ...products].filter(one => one.values.buying.units.length > 0)
  await nameVaried(
    tx,
    named,
    withUnits.map(one => one.values.productNumber),
  )
}

/** Variants of one product change together: each change is of the version that was judged. */
const isSameProduct = (one: ProductChange, other: ProductChange) =>
  one.known.productId === other.known.productId

function* batchesOf<Item>(
  items: readonly Item[],
  belong: (one: Item, other: Item) => boolean = () => false,
): Generator<[number, Item[]]> {
  for (let start = 0; start < items.length; ) {
    let end = Math.min(start + productsAtOnce, items.length)
    while (end < items.length && belong(items[end - 1]!, items[end]!)) end++
    yield [start, items.slice(start, end)]
    start = end
  }
}

/**
 * Of a product with options, a row archives its variant or brings it back, and with it the product. The guards are those of `changeProduct`: the version that was judged, and tracking that is locked stays. */
async function changeAll(tx: Tx, batch: readonly ProductChange[]): Promise<void> {
  const known = <Value>(read: (known: ProductChange['known']) => Value) => batch.map(one => read(one.known))
  const value = <Value>(read: (values: ProductValues) => Value) => batch.map(one => read(one.values))
  const { rows } = await sql<{ id: number }>`
    with given as materialized (
      select * from unnest(
        ${known(k => k.productId)}::bigint[], ${known(k => k.variantId)}::bigint[], ${known(k => k.version)}::int[],
        ${value(v => v.productNumber)}::text[], ${value(v => v.name)}::text[], ${value(v => v.description)}::text[],
        ${value(v => v.codes.map(one => one.code).join('\n'))}::text[], ${value(v => v.price)}::bigint[],
        ${value(v => v.unitsPerPu)}::bigint[], ${value(v => v.decimals)}::int[], ${value(v => v.lots)}::bool[],
        ${value(v => v.serials)}::bool[], ${value(v => v.backorders)}::bool[], ${value(v => v.archived)}::bool[],
        ${value(v => v.identifierMode)}::text[], ${value(v => v.published)}::bool[],
        ${value(v => JSON.stringify(v.optionValues))}::text[]
      ) as given (product_id, variant_id, version, product_number, name, description, codes, price_minor, units_per_pu,
                  decimals, lots, serials, backorders, archived, identifier_mode, published, option_values)
    ), locked as materialized (
      select id from product where id = any(${known(k => k.productId)}::bigint[]) order by id for no key update
    ), product_changed as (
      update product p set name = given.name, description = given.description, tracks_lots = given.lots,
             tracks_serials = given.serials, dispatch_identifier_mode = given.identifier_mode, backorders_allowed = given.backorders,
             published = given.published,
             archived_at = case when given.option_values = '[]'
                                then case when given.archived then coalesce(p.archived_at, ${tx.at}) end
                                when not exists (select from given row where row.product_id = p.id and not row.archived)
                                then p.archived_at end,
             version = p.version + 1, changed_at = ${tx.at}, changed_by = ${tx.actor.id}
        from given join locked on locked.id = given.product_id
       where p.id = given.product_id and p.version = given.version
         and (p.tracking_locked_at is null or (
           p.tracks_lots = given.lots and p.tracks_serials = given.serials
           and exists (select from variant v where v.id = given.variant_id and v.decimals = given.decimals)))
      returning p.id
    )
    update variant set price_minor = given.price_minor, units_per_pu = given.units_per_pu, decimals = given.decimals,
           name = case when variant.option_values = '{}' then given.name else variant.name end,
           option_values = array(select jsonb_array_elements_text(given.option_values::jsonb)),
           archived_at = case when variant.option_values <> '{}' and given.archived then coalesce(archived_at, ${tx.at}) end,
           sort_name = case when variant.option_values = '{}' then lower(given.name) else sort_name end,
           search_text = ${searchTextOf(sql`given.name`, sql`given.product_number`, sql`nullif(given.codes, '')`)}
      from given join product_changed on product_changed.id = given.product_id
     where variant.id = given.variant_id
    returning variant.id`.execute(tx.db)
  if (rows.length !== batch.length) throw new TryAgain('a product was changed meanwhile')
}

interface Added extends Creation {
  readonly productId: number
}

/** Gives the products that were added. One with options is its first variant as yet. */
async function addAll(tx: Tx, batch: readonly Creation[]): Promise<Added[]> {
  const codes = batch.flatMap(({ values }, index) =>
    values.codes.map(code => ({ ...code, ordinal: index + 1 })),
  )
  const { rows } = await insertProducts(
    tx,
    batch.map(one => inputOf(one.values)),
    codes,
  )
  if (rows.some(row => row.product_id === null)) throw new TryAgain('a product number was taken meanwhile')
  if (rows[0]!.codes!.length !== codes.length) throw new TryAgain('a barcode was taken meanwhile')
  const thoseThat = (are: 'archived' | 'published') =>
    rows.flatMap((row, index) => (batch[index]!.values[are] ? [row.product_id!] : []))
  const [archived, published] = [thoseThat('archived'), thoseThat('published')]
  if (archived.length > 0)
    await sql`update product set archived_at = ${tx.at} where id = any(${archived}::bigint[])`.execute(tx.db)
  if (published.length > 0)
    await sql`update product set published = true where id = any(${published}::bigint[])`.execute(tx.db)
  return batch.map((creation, index) => ({ ...creation, productId: rows[index]!.product_id! }))
}

function inputOf(values: ProductValues): ProductInput {
  const {
    productNumber,
    name,
    description,
    price,
    unitsPerPu,
    decimals,
    lots,
    serials,
    identifierMode,
    backorders,
  } = values
  return {
    productNumber,
    name,
    description,
    barcodes: [],
    priceMinor: price,
    unitsPerPu,
    decimals,
    tracking: { lots, serials },
    backordersAllowed: backorders,
    dispatchIdentifierMode: identifierMode,
  }
}

/**
 * Products without options and cartons are named as they are changed; of the others all variants are looked at, and the
 * codes of their purchase units.
 */
async function nameVaried(tx: Tx, given: readonly number[], boughtInUnits: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select id from product where id = any(${given}::bigint[]) and parent_number is not null
     union
    select product_id from unnest(${boughtInUnits}::text[]) as number
      join variant v on normalize(v.product_number, nfc) = normalize(number, nfc)`.execute(tx.db)
  if (rows.length === 0) return
  const productIds = rows.map(row => row.id)
  await nameVariants(tx, productIds)
}

interface CodesOfVariant {
  readonly known: { readonly variantId: number; readonly codes: readonly StoredCode[] }
  readonly values: Pick<ProductValues, 'codes'>
}

async function dropCodes(tx: Tx, changes: readonly ProductChange[]): Promise<void> {
  const dropped = changes.flatMap(({ known, values }) => without(known.codes, values.codes))
  if (dropped.length === 0) return
  await sql`
    with locked as materialized (
      select code from barcode where code = any(${dropped.map(one => one.code)}::text[]) order by code for update
    )
    delete from barcode using locked where barcode.code = locked.code`.execute(tx.db)
}

async function addCodes(tx: Tx, changes: readonly CodesOfVariant[]): Promise<void> {
  const added = changes.flatMap(({ known, values }) =>
    without(values.codes, known.codes).map(code => ({ ...code, variantId: known.variantId })),
  )
  if (added.length === 0) return
  const { rows } = await sql`
    insert into barcode (code, variant_id, is_gtin)
    select code, variant_id, is_gtin
      from unnest(${added.map(one => one.code)}::text[], ${added.map(one => one.variantId)}::bigint[],
                  ${added.map(one => one.isGtin)}::bool[]) as given (code, variant_id, is_gtin)
     order by code on conflict do nothing returning code`.execute(tx.db)
  if (rows.length !== added.length) throw new TryAgain('a barcode was taken meanwhile')
}

function without(codes: readonly StoredCode[], others: readonly StoredCode[]): StoredCode[] {
  const left = new Set(others.map(one => one.code))
  return codes.filter(one => !left.has(one.code))
}
