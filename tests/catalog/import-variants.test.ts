import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { optionsOf, optionsText } from '../../server/catalog/import/options-text.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { importNow, importText, said, uploadProducts } from './product-files.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const heading = 'SKU,Name,Price,EAN,Track by lot,Decimals,Archived,Category,Parent product number,Options\n'
const shirt = `${heading}
T-S-R,Tee,19,TEE-1,yes,0,no,Clothes > Tops,T,Size: S; Colour: Red
T-M-R,,21,TEE-2,,,,,T,colour: red; size: M
T-L-R,Tee,21,,yes,0,yes,,T,Size: L; Colour: Red
PLAIN,Plain,1,,,,,,,
`
const variants = (parent: string) =>
  shop.rows(
    `select v.product_number as number, v.name, option_values as values, price_minor as price, v.archived_at is not null as archived,
            array(select code from barcode where variant_id = v.id) as codes
       from variant v join product p on p.id = v.product_id where p.parent_number = $1 order by v.position`,
    [parent],
  )
const offered = (parent: string) =>
  shop.rows(
    `select o.name, offered from product_option o join product p on p.id = product_id where parent_number = $1 order by position`,
    [parent],
  )

test('rows of an unknown parent make one product with options, and what one of them says of the product counts for all', async () => {
  const upload = await uploadProducts(shop, shirt)
  expect(upload.columns.map(column => column.field)).not.toContain(null)
  const outcome = await importNow(shop, upload)
  expect(outcome.counts).toMatchObject({ created: 4, refused: 0 })
  expect(await variants('T')).toEqual([
    {
      number: 'T-S-R',
      name: 'Tee · S · Red',
      values: ['S', 'Red'],
      price: 1900,
      archived: false,
      codes: ['TEE-1'],
    },
    {
      number: 'T-M-R',
      name: 'Tee · M · Red',
      values: ['M', 'Red'],
      price: 2100,
      archived: false,
      codes: ['TEE-2'],
    },
    { number: 'T-L-R', name: 'Tee · L · Red', values: ['L', 'Red'], price: 2100, archived: true, codes: [] },
  ])
  expect(await offered('T')).toEqual([
    { name: 'Size', offered: ['S', 'M', 'L'] },
    { name: 'Colour', offered: ['Red'] },
  ])
  const [product] = await shop.rows(
    `select p.name, tracks_lots, c.name as category from product p join category c on c.id = category_id where parent_number = 'T'`,
  )
  expect(product).toEqual({ name: 'Tee', tracks_lots: true, category: 'Tops' })
  const again = await importText(shop, shirt, { emptyClears: true, badRows: 'refuse_all' })
  expect(again.counts).toMatchObject({ unchanged: 4 })
})

test('a known parent gets the new variants, with what the product is; a known variant changes', async () => {
  const before = (await shop.rows(`select version from product where parent_number = 'T'`))[0]!.version
  const outcome = await importText(
    shop,
    'SKU,Name,Price,EAN,Parent,Options\nT-S-B,Tea shirt,20,TEE-3,T,Size: s; Colour: Blue\nT-M-R,,22,,,Size: M; Colour: Crimson\nT-XL-B,,,,T,Size: XL; Colour: blue\n',
  )
  expect(said(outcome)).toEqual([
    '2 created: A new variant of “Tee”. Changes name.',
    '3 changed: Changes name, price, options.',
    '4 created: A new variant of “Tee”. Changes name.',
  ])
  expect((await variants('T')).map(one => [one.number, one.name, one.price, one.codes])).toEqual([
    ['T-S-R', 'Tea shirt · S · Red', 1900, ['TEE-1']],
    ['T-M-R', 'Tea shirt · M · Crimson', 2200, ['TEE-2']],
    ['T-L-R', 'Tea shirt · L · Red', 2100, expect.anything()],
    ['T-S-B', 'Tea shirt · S · Blue', 2000, ['TEE-3']],
    ['T-XL-B', 'Tea shirt · XL · Blue', 0, []],
  ])
  expect(await offered('T')).toEqual([
    { name: 'Size', offered: ['S', 'M', 'L', 'XL'] },
    { name: 'Colour', offered: ['Red', 'Crimson', 'Blue'] },
  ])
  expect(await shop.rows(`select version, tracks_lots from product where parent_number = 'T'`)).toEqual([
    { version: Number(before) + 1, tracks_lots: true },
  ])
  const only = await importText(shop, 'SKU,Parent,Options\nT-XL-R,T,Size: XL; Colour: Red\n')
  expect(said(only)).toEqual(['2 created: A new variant of “Tea shirt”.'])
})

test('rows of one parent that disagree are refused, each with the row that it disagrees with', async () => {
  const outcome = await importText(
    shop,
    `${heading}A-1,Ay,1,,yes,0,,,A,Size: 1
A-2,Bee,1,,yes,0,,,A,Size: 2
A-3,Ay,1,,no,1,,,A,Size: 3
A-4,Ay,1,,yes,0,,,A,Colour: 1
A-5,Ay,1,,yes,0,,,A,Size: 1
A-6,Ay,1,,yes,0,,,A,
A-7,Ay,1,,yes,0,,,,Size: 7
A-8,Ay,1,,yes,0,,,A,Size 8
`,
  )
  const together = 'Variants of one product have that in common: correct one of the rows.'
  expect(said(outcome)).toEqual([
    '2 created',
    `3 refused: Row 2 gives A another Name. ${together}`,
    `4 refused: Row 2 gives A another Decimals, Track by lot. ${together}`,
    '5 refused: Row 2 gives A the options Size, this row has Colour. Correct one of them.',
    '6 refused: A-1 in row 2 is the variant Size: 1 of A already. Correct one of them.',
    '7 refused: Options is missing: enter which variant of A this is, as Size: M; Colour: Red.',
    '8 refused: Parent product number is missing: enter which product A-7 is a variant of, or empty Options.',
    '9 refused: Options is “Size 8”. Write it as Size: M; Colour: Red.',
  ])
  const names = await importText(shop, 'SKU,Name\nA-1,One\nT-S-R,Tea\nT-S-B,Coffee\n')
  expect(said(names).at(-1)).toContain('Row 3 gives T another Name')
})

test('what the shop has stands in the way by name: a combination, another parent, decimals, a plain product', async () => {
  const outcome = await importText(
    shop,
    `SKU,Decimals,Parent product number,Options
A-9,,A,size: 1
A-1,2,A,
A-10,3,A,Size: 10
A-1,,T,Size: S; Colour: Red
PLAIN,,A,Size: 11
A-12,,PLAIN,Size: 12
A-13,,A,Size: 13; Colour: Red
`,
    { sameNumber: 'first' },
  )
  expect(said(outcome)).toEqual([
    '2 refused: A-1 is the variant Size: 1 of A already. Correct one of them.',
    expect.stringContaining('3 refused: Decimals 2 is not what “One” is counted with (0)'),
    expect.stringContaining('4 refused: Row 3 gives A another Decimals'),
    '5 skipped: Row 3 has this product number and came first.',
    expect.stringContaining('6 refused: PLAIN is “Plain”, a product without options.'),
    expect.stringContaining('7 refused: Parent product number PLAIN is “Plain”, which has no variants.'),
    '8 refused: A has the options Size, this row has Size and Colour. Correct one of them.',
  ])
  const other = await importText(shop, 'SKU,Parent,Options\nA-1,T,Size: S; Colour: Red\n')
  expect(said(other)).toEqual(['2 refused: A-1 is a variant of A (“One”), not of T. Correct one of them.'])
})

test('a variant brought back wakes its archived product, and its siblings stay archived', async () => {
  await importText(shop, 'SKU,Name,Parent,Options\nW-1,Wake,W,Size: 1\nW-2,,W,Size: 2\n')
  await shop.rows(`update product set archived_at = now() where parent_number = 'W'`)
  const woken = await importText(shop, 'SKU,Archived,Parent,Options\nW-1,yes,,\nW-2,no,,\nW-3,no,W,Size: 3\n')
  expect(woken.counts).toMatchObject({ unchanged: 1, changed: 1, created: 1 })
  expect((await variants('W')).map(one => [one.number, one.archived])).toEqual([
    ['W-1', true],
    ['W-2', false],
    ['W-3', false],
  ])
  expect(await shop.rows(`select archived_at from product where parent_number = 'W'`)).toEqual([
    { archived_at: null },
  ])
})

test('two imports of the same new parent at once: one product, and each variant once', async () => {
  const rows = (from: number) =>
    Array.from({ length: 40 }, (_, n) => `RACE-${from + n},Race,RACE,Size: ${from + n}`).join('\n')
  const files = [0, 20].map(from => `SKU,Name,Parent,Options\n${rows(from)}\n`)
  const outcomes = await Promise.all(files.map(text => importText(shop, text)))
  expect(outcomes.map(one => [one.job.state, one.counts.refused])).toEqual([
    ['done', 0],
    ['done', 0],
  ])
  expect(await variants('RACE')).toHaveLength(60)
})

test('whatever options are called, their text is read as they are', () => {
  const text = fc
    .string({ minLength: 1, maxLength: 20, unit: fc.constantFrom('a', ':', ';', '"', ' ', 'é', '=') })
    .filter(one => one.trim() === one)
  const pairs = fc.uniqueArray(fc.tuple(text, text), {
    minLength: 1,
    maxLength: 3,
    selector: ([name]) => name,
  })
  fc.assert(
    fc.property(pairs, given => {
      expect(optionsOf({ kind: 'text', text: optionsText(given) })).toEqual({ value: given })
    }),
    { numRuns: 200 },
  )
})
