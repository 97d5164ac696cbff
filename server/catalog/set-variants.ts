import { sql } from 'kysely'
import type { ProductOption, VariantInput } from '../../contract/product-options.ts'
import { brokenConstraint, type Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { storedCodes } from './barcodes.ts'
import { refuseTakenBarcode, refuseTakenNumber } from './explain-taken.ts'
import { nameVariants } from './name-variants.ts'

export interface Varieties {
  /** Null for a product without options. */
  readonly parentNumber: string | null
  readonly options: readonly ProductOption[]
  readonly variants: readonly VariantInput[]
}

/**
 * Makes the options and variants of a product what is given, in this order; variants that are not named any more are
 * archived. The product's row must be locked by this transaction, and have at least one variant. Refuses not_found (an id
 * of another product), product_number_taken, barcode_taken and barcode_wrong.
 */
export async function setVariants(tx: Tx, productId: number, varieties: Varieties): Promise<void> {
  const { variants } = varieties
  const codes = variants.map(one => storedCodes(one.barcodes))
  await setOptions(tx, productId, varieties)
  await refuseOthersNumbers(tx, productId, variants)
  await makeRoom(tx, productId, variants)
  const variantIds = await writeVariants(tx, productId, variants)
  await setBarcodes(
    tx,
    productId,
    codes.flatMap((own, index) => own.map(code => ({ ...code, variantId: variantIds[index]! }))),
  )
  await nameVariants(tx, [productId])
}

/** Refuses product_number_taken: another product with options has this number. */
export async function setParentNumber(tx: Tx, productId: number, parentNumber: string | null): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select name from product
     where normalize(parent_number, nfc) = normalize(${parentNumber}::text, nfc) and id <> ${productId}`.execute(
    tx.db,
  )
  const taken = (name: string) => refuse('product_number_taken', { productNumber: parentNumber ?? '', name })
  if (rows[0] !== undefined) throw taken(rows[0].name)
  try {
    await sql`
      update product set parent_number = ${parentNumber}
       where id = ${productId} and parent_number is distinct from ${parentNumber}`.execute(tx.db)
  } catch (error) {
    throw brokenConstraint(error) === 'product_parent_number' ? taken('another product') : error
  }
}

async function setOptions(tx: Tx, productId: number, { parentNumber, options }: Varieties): Promise<void> {
  await setParentNumber(tx, productId, parentNumber)
  const given = options.map((option, index) => ({ position: index + 1, ...option }))
  await sql`
    with gone as (
      delete from product_option where product_id = ${productId} and position > ${given.length}
    )
    insert into product_option (product_id, position, name, offered)
    select ${productId}, position, name, array(select jsonb_array_elements_text("values"))
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as option (position int, name text, "values" jsonb)
    on conflict (product_id, position) do update set name = excluded.name, offered = excluded.offered`.execute(
    tx.db,
  )
}

async function refuseOthersNumbers(
  tx: Tx,
  productId: number,
  variants: readonly VariantInput[],
): Promise<void> {
  const { rows } = await sql<{ product_number: string }>`
    select product_number from variant
     where normalize(product_number, nfc) = any(${variants.map(one => one.productNumber.normalize('NFC'))}::text[])
       and product_id <> ${productId} limit 1`.execute(tx.db)
  if (rows[0] !== undefined) throw await refuseTakenNumber(tx, rows[0].product_number)
}

/**
 * Archives all that is not what it is to be, and takes the number off what gets another: two variants may exchange their
 * numbers or values, and a unique index looks at each row by itself. No product number has a control character in it.
 */
async function makeRoom(tx: Tx, productId: number, variants: readonly VariantInput[]): Promise<void> {
  const known = variants.filter(one => one.id !== null)
  const { rows } = await sql<{ given: number; own: number }>`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(known)}::jsonb)
        as given (id bigint, "productNumber" text, "optionValues" jsonb)
    ), parked as (
      update variant v set archived_at = coalesce(v.archived_at, ${tx.at}),
             product_number = case when normalize(v.product_number, nfc) is distinct from normalize(coalesce(given."productNumber", v.product_number), nfc)
                                   then chr(1) || v.id else v.product_number end
        from variant own left join given on given.id = own.id
       where own.product_id = ${productId} and v.id = own.id
         and (given.id is null or to_jsonb(v.option_values) <> given."optionValues"
              or normalize(v.product_number, nfc) <> normalize(given."productNumber", nfc))
    )
    select count(*) as given, count(v.id) as own
      from given left join variant v on v.id = given.id and v.product_id = ${productId}`.execute(tx.db)
  if (rows[0]!.given !== rows[0]!.own) throw refuse('not_found', { what: 'variant of this product' })
}

/** The ids of the variants as given. A new one is counted with the product's decimals. */
async function writeVariants(
  tx: Tx,
  productId: number,
  variants: readonly VariantInput[],
): Promise<number[]> {
  const given = variants.map((one, index) => ({ ...one, position: index + 1 }))
  const columns = sql`as given (id bigint, position int, "productNumber" text, "optionValues" jsonb, "priceMinor" bigint, "unitsPerPu" bigint, archived boolean)`
  try {
    const { rows } = await sql<{ id: number }>`
      with given as materialized (
        select *, array(select jsonb_array_elements_text("optionValues")) as option_values
          from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) ${columns}
      ), changed as (
        update variant v set product_number = given."productNumber", option_values = given.option_values,
               price_minor = given."priceMinor", units_per_pu = given."unitsPerPu", position = given.position,
               archived_at = case when given.archived then coalesce(v.archived_at, ${tx.at}) end
          from given where v.id = given.id
        returning v.id, v.position
      ), added as (
        insert into variant (product_id, product_number, name, option_values, price_minor, units_per_pu, decimals, position, archived_at)
        select ${productId}, given."productNumber", '', given.option_values, given."priceMinor", given."unitsPerPu",
               (select max(decimals) from variant where product_id = ${productId}), given.position,
               case when given.archived then ${tx.at}::timestamptz end
          from given where given.id is null order by given.position
        returning id, position
      )
      select id from (select id, position from changed union all select id, position from added) written
       order by position`.execute(tx.db)
    return rows.map(row => row.id)
  } catch (error) {
    // Somebody took a number between our look and our write; the transaction is gone, so it cannot be asked who.
    if (brokenConstraint(error) !== 'variant_product_number') throw error
    throw refuse('product_number_taken', {
      productNumber: takenNumberOf(error) ?? '',
      name: 'another product',
    })
  }
}

/** PostgreSQL says which key it was: Key (normalize(product_number, NFC))=(T-1) already exists. */
function takenNumberOf(error: unknown): string | undefined {
  return /=\((.*)\) already exists/.exec(String((error as { detail?: unknown }).detail))?.[1]
}

interface CodeOfVariant {
  readonly code: string
  readonly isGtin: boolean
  readonly variantId: number
}

/** The codes of all variants of the product; one may pass from one of them to another. */
async function setBarcodes(tx: Tx, productId: number, wanted: readonly CodeOfVariant[]): Promise<void> {
  const codes = wanted.map(one => one.code)
  const variantIds = wanted.map(one => one.variantId)
  await sql`
    delete from barcode
     where variant_id in (select id from variant where product_id = ${productId}) and purchase_unit_id is null
       and not exists (select from unnest(${codes}::text[], ${variantIds}::bigint[]) as given (code, variant_id)
                        where given.code = barcode.code and given.variant_id = barcode.variant_id)`.execute(
    tx.db,
  )
  await sql`
    insert into barcode (code, variant_id, is_gtin)
    select code, variant_id, is_gtin
      from unnest(${codes}::text[], ${variantIds}::bigint[], ${wanted.map(one => one.isGtin)}::bool[]) as given (code, variant_id, is_gtin)
     order by code on conflict do nothing`.execute(tx.db)
  const { rows } = await sql<{ code: string; is_gtin: boolean }>`
    select barcode.code, barcode.is_gtin
      from unnest(${codes}::text[], ${variantIds}::bigint[]) as given (code, variant_id)
      join barcode on barcode.code = given.code
           and (barcode.variant_id <> given.variant_id or barcode.purchase_unit_id is not null) limit 1`.execute(
    tx.db,
  )
  const taken = rows[0]
  if (taken !== undefined) throw await refuseTakenBarcode(tx, { code: taken.code, isGtin: taken.is_gtin })
}
