import { sql } from 'kysely'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { api, TillProduct } from '../../../contract/till/sync.ts'
import type { Reader } from '../../platform/database/public.ts'
import { cursorOf, type Run, runOf, writtenSince } from './cursor.ts'

type Catalogue = AnswerOf<typeof api.syncCatalogue>
type Row = TillProduct & { archived: boolean }

/** Products as a till sells them, in the order of their keys: all of them, or those of which anything changed. */
export async function syncCatalogue(
  reader: Reader,
  { since, limit }: { since?: string | undefined; limit: number },
): Promise<Catalogue> {
  const run = await runOf(reader, since)
  const [rows, categories] = await Promise.all([readProducts(reader, run, limit), readCategories(reader)])
  const more = rows.length === limit
  const products = rows.flatMap(({ archived, ...product }) => (archived ? [] : [product]))
  return {
    full: run.from === null,
    more,
    cursor: cursorOf({ ...run, after: more ? [rows.at(-1)!.variantId] : [] }, !more),
    products,
    gone: rows.flatMap(row => (row.archived ? [row.variantId] : [])),
    categories,
  }
}

async function readCategories(reader: Reader): Promise<Catalogue['categories']> {
  const { rows } = await sql<Catalogue['categories'][number]>`
    select id, parent_id as "parentId", name, depth from category
     where archived_at is null order by depth, lower(name), id`.execute(reader.db)
  return rows
}

async function readProducts(reader: Reader, run: Run, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with wanted as materialized (
      ${run.from === null ? allVariants(run, limit) : changedVariants(run, limit)}
    )
    select v.id as "variantId", p.id as "productId", v.name, p.name as "productName", v.option_values as "optionValues",
           v.sort_name as "sortName", v.position, v.product_number as "productNumber",
           coalesce((select array_agg(b.code order by b.code) from barcode b where b.variant_id = v.id and b.purchase_unit_id is null), '{}') as barcodes,
           v.price_minor as "priceMinor", coalesce(rate.basis_points, 0) as "taxBasisPoints", v.decimals,
           p.category_id as "categoryId",
           (select id from picture where picture.product_id = p.id order by ordinal limit 1) as "pictureId",
           json_build_object('lots', p.tracks_lots, 'serials', p.tracks_serials) as tracking,
           p.pieces_have_serials as "piecesHaveSerials", p.dispatch_identifier_mode as "identifierMode",
           case when p.dispatch_identifier_mode = 'multiple_use' then coalesce((
             select array_agg(one.value order by one.position) from (
               select value, position from dispatch_identifier_value i
                where i.variant_id = v.id and i.archived_at is null order by position limit 500) one), '{}')
             else '{}' end as "identifierValues",
           p.minimum_days_at_sale as "minimumDaysAtSale", coalesce(v.archived_at, p.archived_at) is not null as archived
      from wanted join variant v on v.id = wanted.id join product p on p.id = v.product_id
      left join tax_rate rate on rate.id = p.tax_rate_id
     order by v.id`.execute(reader.db)
  return rows
}

const allVariants = ({ after }: Run, limit: number) => sql`
  select v.id from variant v join product p on p.id = v.product_id
   where v.id > ${after[0] ?? 0} and v.archived_at is null and p.archived_at is null
   order by v.id limit ${limit}`

/** Whatever of a product was written, all its variants are told anew. A barcode or picture that went was taken off by a change of its product. */
const changedVariants = ({ from, after }: Run, limit: number) => sql`
  select v.id from variant v
   where v.id > ${after[0] ?? 0} and v.product_id in (
     select p.id from product p where ${writtenSince('p', from)}
      union all select one.product_id from variant one where ${writtenSince('one', from)}
      union all select one.product_id from barcode b join variant one on one.id = b.variant_id where ${writtenSince('b', from)}
      union all select picture.product_id from picture where ${writtenSince('picture', from)}
      union all select one.product_id from dispatch_identifier_value i join variant one on one.id = i.variant_id where ${writtenSince('i', from)}
      union all select taxed.id from tax_rate rate join product taxed on taxed.tax_rate_id = rate.id where ${writtenSince('rate', from)})
   order by v.id limit ${limit}`
