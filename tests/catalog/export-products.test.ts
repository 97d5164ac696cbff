import { afterAll, beforeAll, expect, test } from 'vitest'
import * as catalog from '../../server/catalog/public.ts'
import { addSuppliers } from '../../server/people/public.ts'
import { startSession } from '../../server/people/sessions.ts'
import { readSheetHead } from '../../server/platform/spreadsheet/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { importNow, uploadProducts } from './product-files.ts'

let shop: TestShop
let cookies: { lotbook_session: string }
beforeAll(async () => {
  shop = await openTestShop()
  cookies = { lotbook_session: await shop.act(tx => startSession(tx, 1)) }
  await shop.act(tx => catalog.addProducts(tx, [...awkward(), ...plain(2100), shirt()]))
  await shop.rows(`update product set archived_at = now() where name = 'Old'`)
  await shop.rows(
    `update product set dispatch_identifier_mode = 'single_use', serial_pattern = 'digits' where name = '3/4'`,
  )
  // Variants of options that their product had once.
  await shop.rows(`
    insert into variant (product_id, product_number, name, option_values, archived_at)
    select product_id, 'FORMER-' || product_number, name, array['L', 'Red'], now() from variant
     where product_number in ('SHIRT-S', 'KG')`)
  await shop.rows(`
    with top as (insert into category (depth, name, created_at, created_by) values (1, 'Food; "fine"', now(), 1) returning id),
         tea as (insert into category (parent_id, depth, name, created_at, created_by) select id, 2, '=Tea', now(), 1 from top returning id),
         rate as (insert into tax_rate (name, basis_points, created_at, created_by) values ('7,5', 750, now(), 1) returning id),
         shelf as (insert into location (code, name, kind, created_at) values ('007', 'Shelves', 'store', now()) returning id),
         bin as (insert into place (kind, location_id, code) select 'bin', id, '1-2' from shelf returning id, location_id)
    update product set category_id = tea.id, tax_rate_id = rate.id, default_location_id = bin.location_id, default_bin_id = bin.id,
           requires_expiry = true, shelf_life_days = 30, serial_pattern = 'digits', serial_min_length = 8
      from tea, rate, bin where product.name = 'Serial'`)
  await shop.rows(`
    insert into purchase_unit (variant_id, name, units, only_whole)
    select id, given.name, given.units, given.units > 100
      from variant, (values ('Box; "small"', 12), ('=Pallet: whole', 480)) as given (name, units) where product_number in ('KG', 'P-7')`)
  await shop.rows(`
    insert into barcode (code, variant_id, is_gtin, purchase_unit_id)
    select case when is_gtin then '14006381333938' else 'own, "' || unit.id || '"' end, unit.variant_id, is_gtin, unit.id
      from purchase_unit unit join variant v on v.id = unit.variant_id, (values (true), (false)) as given (is_gtin)
     where v.product_number = 'KG' and unit.units = 12`)
  await shop.act(tx => addSuppliers(tx, ['First', 'Second']))
  await shop.rows(`
    insert into supplier_product (supplier_id, variant_id, supplier_number, is_preferred)
    select s.id, v.id, case s.name when 'Second' then '=00;42' end, s.name = 'Second'
      from supplier s, variant v where v.product_number in ('KG', 'S')`)
  await shop.rows(`
    insert into reorder_rule (variant_id, reorder_point, target_level)
    select id, 1234, case when decimals = 3 then 2500 end from variant where product_number in ('KG', 'P-7')`)
})
afterAll(() => shop.close())

const nothing = { description: '', barcodes: [], priceMinor: 0, unitsPerPu: 1, decimals: 0 }
const untracked = { tracking: { lots: false, serials: false }, backordersAllowed: false }

/** Whatever a spreadsheet could spoil. */
function awkward() {
  return [
    { ...nothing, ...untracked, productNumber: '00042', name: '=HYPERLINK("x")', priceMinor: 5 },
    { ...nothing, ...untracked, productNumber: '-1+1', name: "'=quoted", description: '+49\n"two", lines; ' },
    {
      ...nothing,
      ...untracked,
      productNumber: '1E5',
      name: '3/4',
      barcodes: ['a,b', 'say "hi"', '4006381333931'],
    },
    {
      ...nothing,
      ...untracked,
      productNumber: 'é-1',
      name: '湯のみ 🍵',
      priceMinor: 123_456_789,
      unitsPerPu: 12,
    },
    {
      ...nothing,
      productNumber: 'S',
      name: 'Serial',
      tracking: { lots: true, serials: true },
      backordersAllowed: true,
    },
    { ...nothing, ...untracked, productNumber: 'KG', name: 'Rice', decimals: 3, description: ' \t=x' },
    { ...nothing, ...untracked, productNumber: 'OLD', name: 'Old' },
  ]
}

function plain(count: number) {
  return Array.from({ length: count }, (_, n) => ({
    ...nothing,
    ...untracked,
    productNumber: `P-${n}`,
    name: `Product ${n}`,
    priceMinor: n,
  }))
}

function shirt() {
  const variant = (size: string, archived = false) => ({
    ...nothing,
    id: null,
    optionValues: [size],
    productNumber: `SHIRT-${size}`,
    priceMinor: 1900,
    archived,
  })
  const options = [{ name: 'Size; "EU"', values: ['S', 'M'] }]
  const variants = [variant('S'), variant('M', true)]
  return { ...nothing, ...untracked, productNumber: 'SHIRT', name: 'Shirt', options, variants }
}

const download = async (url: string) => {
  const app = await shop.app()
  return app.inject({ url: `/api/v1${url}`, cookies })
}

test.each([
  ['xlsx', ''],
  ['csv', '&separator=comma'],
  ['csv', '&separator=semicolon'],
  ['csv', '&separator=tab'],
])('what is exported as %s%s and imported again is unchanged, every row of it', async (format, separator) => {
  const answer = await download(`/products/export?format=${format}&archived=all${separator}`)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-disposition']).toContain(`filename="Products 2026-11-20.${format}"`)
  const upload = await uploadProducts(shop, answer.rawPayload, `export.${format}`)
  expect(upload.columns.map(column => column.field)).not.toContain(null)
  const { counts, rows } = await importNow(shop, upload, { emptyClears: true, badRows: 'refuse_all' })
  expect(rows.filter(row => row.verdict !== 'unchanged')).toEqual([])
  expect(counts).toMatchObject({ rows: 2111, unchanged: 2111 })
})

test('an export holds the products of the search, and the archived ones only when they are asked for', async () => {
  const found = await download('/products/export?format=csv&search=product%20209')
  expect(found.body.match(/^P-209\d?,/gm)).toHaveLength(11)
  const current = await download('/products/export?format=csv')
  expect(current.body).not.toContain('OLD')
  expect((await download('/products/export?format=csv&archived=true')).body.split('\r\n')).toHaveLength(6)
  expect((await download('/products/export?format=csv&tracking=serials')).body.split('\r\n')).toHaveLength(3)
  expect((await download('/products/export?format=pdf')).statusCode).toBe(422)
})

test('each variant is a row: its price and whether it is sold come in, for it alone', async () => {
  const answer = await download('/products/export?format=csv&archived=all&search=shirt')
  expect(answer.body).toContain('SHIRT,"""Size; """"EU"""""": S"')
  const text = answer.body.replace(/^SHIRT-M,(.*),19.00,(.*),Yes,/m, 'SHIRT-M,$1,25.00,$2,No,')
  const outcome = await importNow(shop, await uploadProducts(shop, text))
  expect(outcome.rows.map(row => [row.productNumber, row.verdict, row.sentence])).toEqual([
    ['SHIRT-M', 'changed', 'Changes price, archived.'],
    ['SHIRT-S', 'unchanged', ''],
  ])
  expect(
    await shop.rows(
      `select name, price_minor, archived_at is null as sold from variant where product_number like 'SHIRT-%' order by position`,
    ),
  ).toEqual([
    { name: 'Shirt · S', price_minor: 1900, sold: true },
    { name: 'Shirt · M', price_minor: 2500, sold: true },
  ])
})

test('the template is a file that the import takes as it is', async () => {
  const answer = await download('/product-imports/template')
  expect(answer.headers['content-type']).toContain('spreadsheetml')
  const upload = await uploadProducts(shop, answer.rawPayload, 'template.xlsx')
  const { counts } = await importNow(shop, upload, {}, 'check')
  expect(upload.columns.map(column => column.field)).not.toContain(null)
  expect(counts).toMatchObject({ rows: 4, created: 2 })
})

test('over the wire: upload, check, read the verdicts, import, take the result away and upload it again', async () => {
  const app = await shop.app()
  const boundary = 'xxx'
  const file = 'SKU,Name,Price,Remark\nW1,Wire one,1.50,=1+1\nW2,,2,\n,,,only a remark\nP-1,Renamed,,\n'
  const payload = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="Wärme.csv"\r\n\r\n${file}\r\n--${boundary}--\r\n`
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  const started = await app.inject({
    method: 'POST',
    url: '/api/v1/product-imports',
    cookies,
    headers,
    payload,
  })
  expect(started.statusCode, started.body).toBe(200)
  const upload = started.json()
  const mapping = { productNumber: 0, name: 1, price: 2 }
  const outcome = await importNow(shop, upload, { mapping, source: 'Wire' })
  expect(outcome.counts).toMatchObject({ rows: 3, created: 1, changed: 1, refused: 1 })
  const { id: jobId } = outcome.job
  const refused = await download(`/product-imports/${upload.id}/rows?jobId=${jobId}&verdict=refused`)
  expect(refused.json()).toMatchObject({ items: [{ row: 3, productNumber: 'W2' }], next: null })
  expect((await download(`/product-imports/${upload.id}`)).json()).toMatchObject({ doneByJobId: jobId })
  const result = await download(`/product-imports/${upload.id}/result?jobId=${jobId}`)
  expect(result.headers['content-disposition']).toContain(encodeURIComponent('Wärme result.xlsx'))
  const sheet = await readSheetHead(result.rawPayload, { fileName: 'result.xlsx', rows: 10 })
  const shown = sheet.rows.map(row =>
    row.cells.map(cell => ('text' in cell ? cell.text : 'raw' in cell ? cell.raw : '')),
  )
  expect(shown).toEqual([
    ['Row', 'Verdict', 'Remark', 'SKU', 'Name', 'Price', 'Remark'],
    ['2', 'Created', '', 'W1', 'Wire one', '1.50', '=1+1'],
    ['3', 'Refused', expect.stringContaining('needs a name'), 'W2', '', '2'],
    ['4', '', 'Nothing in the matched columns', '', '', '', 'only a remark'],
    ['5', 'Changed', 'Changes name.', 'P-1', 'Renamed'],
  ])
  expect((await download(`/product-imports/${upload.id}/result?jobId=${jobId + 100}`)).json()).toMatchObject({
    code: 'not_found',
  })
})
