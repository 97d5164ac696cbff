import { sql } from 'kysely'
import type { z } from 'zod'
import type { Buying, purchaseUnitInput } from '../../../contract/buying.ts'
import { brokenConstraint, type Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { storedCodes } from '../barcodes.ts'
import { refuseTakenBarcode } from '../explain-taken.ts'
import { nameVariants } from '../name-variants.ts'
import { readBuying } from './read-buying.ts'

type UnitInput = z.output<typeof purchaseUnitInput>

/** Adds a unit that a variant is bought in. Refuses not_found, unit_taken_name, unit_taken_factor, barcode_taken, barcode_wrong. */
export async function addPurchaseUnit(tx: Tx, variantId: number, input: UnitInput): Promise<Buying> {
  const { units } = await lockVariant(tx, variantId)
  refuseTaken(units, input)
  const { rows } = await sql<{ id: number }>`
    insert into purchase_unit (variant_id, name, units, only_whole)
    values (${variantId}, ${input.name}, ${input.units}, ${input.onlyWhole}) returning id`.execute(tx.db)
  await replaceCodes(tx, variantId, rows[0]!.id, input.barcodes)
  if (input.isDefault) await makeDefault(tx, variantId, input.units)
  return readBuying(tx, variantId)
}

/**
 * Changes a unit; suppliers who sell in it follow its factor, and so does the default if it is the default. Refuses
 * what adding one refuses.
 */
export async function changePurchaseUnit(tx: Tx, unitId: number, input: UnitInput): Promise<Buying> {
  const { variantId, former, unitsPerPu, units } = await lockUnit(tx, unitId)
  refuseTaken(
    units.filter(one => one.id !== unitId),
    input,
  )
  await sql`
    update purchase_unit set name = ${input.name}, units = ${input.units}, only_whole = ${input.onlyWhole}
     where id = ${unitId}`.execute(tx.db)
  await sql`
    update supplier_product set units_per_pu = ${input.units}
     where variant_id = ${variantId} and units_per_pu = ${former.units} and units_per_pu <> ${input.units}`.execute(
    tx.db,
  )
  await replaceCodes(tx, variantId, unitId, input.barcodes)
  const stays = former.units === unitsPerPu && former.units !== input.units
  if (stays || (input.isDefault && unitsPerPu !== input.units)) await makeDefault(tx, variantId, input.units)
  return readBuying(tx, variantId)
}

/** Removes a unit with its barcodes; orders keep what they say. Refuses not_found, and unit_is_default for the default one. */
export async function removePurchaseUnit(tx: Tx, unitId: number): Promise<Buying> {
  const { variantId, former, unitsPerPu } = await lockUnit(tx, unitId)
  if (former.units === unitsPerPu && former.units !== 1)
    throw refuse('unit_is_default', { name: former.name })
  await replaceCodes(tx, variantId, unitId, [])
  await sql`
    update supplier_product set units_per_pu = null where variant_id = ${variantId} and units_per_pu = ${former.units}`.execute(
    tx.db,
  )
  await sql`delete from purchase_unit where id = ${unitId}`.execute(tx.db)
  return readBuying(tx, variantId)
}

interface KnownUnit {
  readonly id: number
  readonly name: string
  readonly units: number
}

/** The variant's row is the queue of all who change its units. */
async function lockVariant(tx: Tx, variantId: number): Promise<{ unitsPerPu: number; units: KnownUnit[] }> {
  const { rows } = await sql<{ unitsPerPu: number }>`
    select units_per_pu as "unitsPerPu" from variant where id = ${variantId} for no key update`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'product' })
  const { rows: units } = await sql<KnownUnit>`
    select id, name, units from purchase_unit where variant_id = ${variantId}`.execute(tx.db)
  return { ...rows[0], units }
}

async function lockUnit(tx: Tx, unitId: number) {
  const { rows } = await sql<{ variantId: number }>`
    select variant_id as "variantId" from purchase_unit where id = ${unitId}`.execute(tx.db)
  const variantId = rows[0]?.variantId
  if (variantId === undefined) throw refuse('not_found', { what: 'purchase unit' })
  const locked = await lockVariant(tx, variantId)
  const former = locked.units.find(unit => unit.id === unitId)
  if (former === undefined) throw refuse('not_found', { what: 'purchase unit' })
  return { variantId, former, ...locked }
}

function refuseTaken(others: readonly KnownUnit[], { name, units }: UnitInput): void {
  const keyOf = (text: string) => text.normalize('NFC').toLowerCase()
  const namesake = others.find(one => keyOf(one.name) === keyOf(name))
  if (namesake) throw refuse('unit_taken_name', { name: namesake.name, units: namesake.units })
  const equal = others.find(one => one.units === units)
  if (equal) throw refuse('unit_taken_factor', { name: equal.name, units })
}

/** The product's form shows the default's factor, so whoever has it open must see that it is another one. */
async function makeDefault(tx: Tx, variantId: number, units: number): Promise<void> {
  await sql`
    with changed as (
      update variant set units_per_pu = ${units} where id = ${variantId} and units_per_pu <> ${units} returning product_id
    )
    update product set version = version + 1, changed_at = ${tx.at}, changed_by = ${tx.actor.id}
      from changed where product.id = changed.product_id`.execute(tx.db)
}

async function replaceCodes(
  tx: Tx,
  variantId: number,
  unitId: number,
  typed: readonly string[],
): Promise<void> {
  const codes = storedCodes(typed)
  const wanted = codes.map(one => one.code)
  await sql`
    delete from barcode where purchase_unit_id = ${unitId} and code <> all(${wanted}::text[])`.execute(tx.db)
  await sql`
    insert into barcode (code, variant_id, is_gtin, purchase_unit_id)
    select code, ${variantId}, is_gtin, ${unitId}
      from unnest(${wanted}::text[], ${codes.map(one => one.isGtin)}::bool[]) as given (code, is_gtin)
     order by code on conflict do nothing`.execute(tx.db)
  const { rows } = await sql<{ code: string; isGtin: boolean }>`
    select code, is_gtin as "isGtin" from barcode
     where code = any(${wanted}::text[]) and purchase_unit_id is distinct from ${unitId} limit 1`.execute(
    tx.db,
  )
  if (rows[0] !== undefined) throw await refuseTakenBarcode(tx, rows[0])
  const { rows: products } = await sql<{
    id: number
  }>`select product_id as id from variant where id = ${variantId}`.execute(tx.db)
  await nameVariants(tx, [products[0]!.id])
}

/** Of a request that names what does not exist. */
export function unknownParent(error: unknown): Error | null {
  const constraint = brokenConstraint(error) ?? ''
  if (/_supplier_id_fkey$/.test(constraint)) return refuse('not_found', { what: 'supplier' })
  if (/_variant_id_fkey$/.test(constraint)) return refuse('not_found', { what: 'product' })
  if (/_location_id_fkey$/.test(constraint)) return refuse('not_found', { what: 'location' })
  return null
}
