import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { api } from '../../contract/product-import.ts'
import type { Reader } from '../platform/database/public.ts'
import { readMoney } from '../platform/imports/public.ts'
import { type CellToWrite, streamCsv, streamSpreadsheet } from '../platform/spreadsheet/public.ts'
import { shownCode } from './barcodes.ts'
import { captureColumn } from './capture-rules.ts'
import { pathOfCategory } from './categories/list-categories.ts'
import { productColumns, rowOfProduct, type WrittenProduct } from './import/sheet-of-products.ts'
import { isPublished, isStocked, standsIn, trackedAs } from './list-products.ts'
import { matches } from './search-text.ts'

type ExportQuery = z.output<typeof api.exportProducts.query>

const productsAtOnce = 2000

/**
 * The variants of a search, by product number, as a file that the import reads without a change. They are asked for a page
 * at a time while the file goes out, so memory is bounded; a product saved meanwhile stands in it as old or new.
 */
export async function exportProducts(reader: Reader, query: ExportQuery): Promise<Readable> {
  const { decimals } = await readMoney(reader)
  const rows = productRows(reader, query, decimals)
  if (query.format === 'csv')
    return Readable.from(streamCsv({ columns: productColumns, rows }, query.separator), { objectMode: false })
  const workbook = streamSpreadsheet({ name: 'Products', columns: productColumns, rows })
  return Readable.fromWeb(workbook as Parameters<typeof Readable.fromWeb>[0])
}

async function* productRows(
  reader: Reader,
  query: ExportQuery,
  currencyDecimals: number,
): AsyncGenerator<CellToWrite[]> {
  let after = ''
  for (;;) {
    const products = await readPage(reader, query, after)
    for (const product of products) yield rowOfProduct(product, currencyDecimals)
    const last = products.at(-1)
    if (last === undefined || products.length < productsAtOnce) return
    after = last.productNumber.normalize('NFC')
  }
}

async function readPage(reader: Reader, query: ExportQuery, after: string): Promise<WrittenProduct[]> {
  const { archived, search, tracking, categoryId, stock, published } = query
  const { rows } = await sql<WrittenProduct>`
    select v.product_number as "productNumber", p.name, p.description,
           array(select ${shownCode} from barcode where barcode.variant_id = v.id and barcode.purchase_unit_id is null order by not barcode.is_gtin, barcode.code) as barcodes,
           v.price_minor as "priceMinor", v.units_per_pu as "unitsPerPu", v.decimals, p.tracks_lots as lots,
           p.tracks_serials as serials, p.dispatch_identifier_mode as "identifierMode", p.backorders_allowed as backorders, coalesce(v.archived_at, p.archived_at) is not null as archived, p.published,
           p.parent_number as "parentNumber",
           coalesce((select jsonb_agg(jsonb_build_array(option.name, v.option_values[option.position]) order by option.position)
                       from product_option option where option.product_id = p.id and v.option_values[option.position] is not null), '[]') as options,
           ${pathOfCategory} as category, rate.name as "taxRate", place.code as "defaultBin", ${captureColumn} as capture, ${buyingColumn} as buying,
           (select code from location where location.id = p.default_location_id) as "defaultLocation"
      from variant v join product p on p.id = v.product_id
      left join tax_rate rate on rate.id = p.tax_rate_id
      left join place on place.id = p.default_bin_id
     where normalize(v.product_number, nfc) > ${after}
       and (${archived} = 'all' or (coalesce(v.archived_at, p.archived_at) is not null) = (${archived} = 'true'))
       and ${trackedAs(tracking)}
       and ${standsIn(categoryId)}
       and ${isStocked(stock)} and ${isPublished(published)}
       and ${matches(sql`v.search_text`, search)}
     order by normalize(v.product_number, nfc) limit ${productsAtOnce}`.execute(reader.db)
  return rows
}

const buyingColumn = sql`
  jsonb_build_object(
    'units', coalesce((
      select jsonb_agg(jsonb_build_object('name', unit.name, 'units', unit.units, 'onlyWhole', unit.only_whole,
               'codes', array(select ${shownCode} from barcode where barcode.purchase_unit_id = unit.id order by barcode.code))
               order by unit.units)
        from purchase_unit unit where unit.variant_id = v.id), '[]'),
    'suppliers', coalesce((
      select jsonb_agg(jsonb_build_object('supplier', s.number, 'number', sp.supplier_number) order by not sp.is_preferred, lower(s.name))
        from supplier_product sp join supplier s on s.id = sp.supplier_id and s.archived_at is null where sp.variant_id = v.id), '[]'),
    'reorderPoint', (select reorder_point from reorder_rule where variant_id = v.id and location_id is null),
    'targetLevel', (select target_level from reorder_rule where variant_id = v.id and location_id is null))`
