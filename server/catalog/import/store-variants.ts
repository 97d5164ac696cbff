import { sql } from 'kysely'
import { brokenConstraint, TryAgain, type Tx } from '../../platform/database/public.ts'
import type { Creation, ProductChange } from './judge-products.ts'
import type { ProductValues } from './known-products.ts'
import type { ParentOfRows } from './parent-of-rows.ts'

/** A new product with options that stands in the shop already, as its first variant. */
interface FirstVariant extends Creation {
  readonly productId: number
}

interface NewVariant {
  readonly values: ProductValues
  readonly parent: ParentOfRows
}

/** The products to be made, in the order of their numbers, one with options as its first variant; and all other variants. */
export function splitCreations(created: readonly Creation[]): {
  products: Creation[]
  variants: NewVariant[]
} {
  const begun = new Set<ParentOfRows>()
  const products: Creation[] = []
  const variants: NewVariant[] = []
  for (const { values, parent } of created) {
    if (parent === null || (parent.known === null && !begun.has(parent))) products.push({ values, parent })
    else variants.push({ values, parent })
    if (parent !== null) begun.add(parent)
  }
  products.sort((one, other) => (one.values.productNumber < other.values.productNumber ? -1 : 1))
  return { products, variants }
}

/**
 * Brings back products that are archived as a whole and get a live variant: their other variants are archived by
 * themselves from now on, so that each is as the file or the shop had it.
 */
export async function wakeProducts(
  tx: Tx,
  changes: readonly ProductChange[],
  variants: readonly NewVariant[],
): Promise<void> {
  const changed = changes.filter(
    one => one.known.archived && !one.values.archived && one.values.optionValues.length > 0,
  )
  const added = variants.filter(one => one.parent.known !== null && !one.values.archived)
  const productIds = [
    ...changed.map(one => one.known.productId),
    ...added.map(one => one.parent.known!.productId),
  ]
  if (productIds.length === 0) return
  await sql`
    with woken as materialized (
      select id, archived_at from product
       where id = any(${[...new Set(productIds)]}::bigint[]) and archived_at is not null order by id for no key update
    ), product_woken as (
      update product set archived_at = null from woken where product.id = woken.id
    )
    update variant set archived_at = woken.archived_at
      from woken where variant.product_id = woken.id and variant.archived_at is null`.execute(tx.db)
}

/**
 * Makes the first variants' products ones with options, adds the other variants and offers every value that is now had.
 * Gives the variants that were added, as their barcodes want them. Throws TryAgain where somebody took a number meanwhile.
 */
export async function storeVariants(
  tx: Tx,
  given: {
    firsts: readonly FirstVariant[]
    others: readonly NewVariant[]
    changes: readonly ProductChange[]
  },
) {
  const { firsts, others } = given
  const varied = given.changes.filter(one => one.known.parentNumber !== null && !one.values.archived)
  if (firsts.length === 0 && others.length === 0 && varied.length === 0) return []
  const productIds = new Map(firsts.map(one => [one.parent!, one.productId]))
  const productOf = (parent: ParentOfRows) => parent.known?.productId ?? productIds.get(parent)!
  const sold = new Set([...firsts, ...others].filter(one => !one.values.archived).map(one => one.parent))
  const firstIds = await giveOptions(tx, firsts, sold)
  const ids = await addVariants(tx, others, productOf)
  const parents = new Set([...firsts, ...others].map(one => one.parent!))
  const names = [...parents].flatMap(parent =>
    parent.optionNames.map((name, index) => ({ productId: productOf(parent), position: index + 1, name })),
  )
  await offerValues(tx, names, [...firstIds, ...ids, ...varied.map(one => one.known.variantId)])
  return others.map(({ values }, index) => ({ known: { variantId: ids[index]!, codes: [] }, values }))
}

/** The ids of the first variants. A product of which nothing is sold is archived as a whole. */
async function giveOptions(
  tx: Tx,
  firsts: readonly FirstVariant[],
  sold: ReadonlySet<unknown>,
): Promise<number[]> {
  if (firsts.length === 0) return []
  try {
    const { rows } = await sql<{ id: number }>`
      with given as materialized (
        select * from unnest(${firsts.map(one => one.productId)}::bigint[], ${firsts.map(one => one.parent!.number)}::text[],
                             ${firsts.map(one => JSON.stringify(one.values.optionValues))}::text[],
                             ${firsts.map(one => one.values.archived)}::bool[],
 ${firsts.map(one => sold.has(one.parent))}::bool[])
          as given (product_id, parent_number, option_values, archived, is_sold)
      ), product_changed as (
        update product set parent_number = given.parent_number, archived_at = case when not given.is_sold then ${tx.at}::timestamptz end
          from given where product.id = given.product_id
      )
      update variant set option_values = array(select jsonb_array_elements_text(given.option_values::jsonb)),
             archived_at = case when given.archived then ${tx.at}::timestamptz end
        from given where variant.product_id = given.product_id
      returning variant.id`.execute(tx.db)
    return rows.map(row => row.id)
  } catch (error) {
    if (brokenConstraint(error) !== 'product_parent_number') throw error
    throw new TryAgain('a parent product number was taken meanwhile')
  }
}

/** The ids of the variants as given; each stands behind those that its product has. */
async function addVariants(
  tx: Tx,
  variants: readonly NewVariant[],
  productOf: (parent: ParentOfRows) => number,
): Promise<number[]> {
  if (variants.length === 0) return []
  const value = <Value>(read: (values: ProductValues) => Value) => variants.map(one => read(one.values))
  const { rows } = await sql<{ id: number | null }>`
    with given as materialized (
      select * from unnest(
        ${variants.map(one => productOf(one.parent))}::bigint[], ${value(v => v.productNumber)}::text[],
        ${value(v => JSON.stringify(v.optionValues))}::text[], ${value(v => v.price)}::bigint[],
        ${value(v => v.unitsPerPu)}::bigint[], ${value(v => v.decimals)}::int[], ${value(v => v.archived)}::bool[]
      ) with ordinality as given (product_id, product_number, option_values, price_minor, units_per_pu, decimals, archived, ordinal)
    ), added as (
      insert into variant (product_id, product_number, name, option_values, price_minor, units_per_pu, decimals, position, archived_at)
      select product_id, product_number, '', array(select jsonb_array_elements_text(option_values::jsonb)), price_minor,
             units_per_pu, decimals,
             (select max(position) from variant where variant.product_id = given.product_id)
               + row_number() over (partition by product_id order by ordinal),
             case when archived then ${tx.at}::timestamptz end
        from given order by product_number
      on conflict do nothing
      returning id, product_number
    )
    select added.id from given left join added using (product_number) order by ordinal`.execute(tx.db)
  if (rows.some(row => row.id === null)) throw new TryAgain('a product number was taken meanwhile')
  return rows.map(row => row.id!)
}

/** Puts the values of these variants behind those that the options have; options that are named and not there come first. */
async function offerValues(
  tx: Tx,
  names: readonly { productId: number; position: number; name: string }[],
  variantIds: readonly number[],
): Promise<void> {
  await sql`
    with had as materialized (
      select v.product_id, had.position, had.value, min(v.position) as first
        from variant v, unnest(v.option_values) with ordinality as had (value, position)
       where v.id = any(${variantIds}::bigint[])
       group by v.product_id, had.position, had.value
    ), given as materialized (
      select * from unnest(${names.map(one => one.productId)}::bigint[], ${names.map(one => one.position)}::int[],
                           ${names.map(one => one.name)}::text[]) as given (product_id, position, name)
    )
    insert into product_option (product_id, position, name, offered)
    select product_id, position, coalesce(option.name, given.name), array_agg(had.value order by had.first, had.value)
      from had left join given using (product_id, position) left join product_option option using (product_id, position)
     where coalesce(option.name, given.name) is not null
       and (option.offered is null or had.value <> all(option.offered))
     group by product_id, position, option.name, given.name
    on conflict (product_id, position) do update set offered = product_option.offered || excluded.offered`.execute(
    tx.db,
  )
}
