import { sql } from 'kysely'
import type { z } from 'zod'
import type { Supplier, supplierInput } from '../../contract/people.ts'
import { brokenConstraint, type Reader, type Tx } from '../platform/database/public.ts'
import { contains, type Page, pageOf, type SearchQuery } from '../platform/paging.ts'
import { refuse } from '../platform/refusal.ts'

type Input = z.output<typeof supplierInput>

const columns = sql`id, number, name, coalesce(email, '') as email, coalesce(phone, '') as phone,
  coalesce(notes, '') as notes, archived_at is not null as archived, coalesce(contact_person, '') as "contactPerson",
  currency, lead_time_days as "leadTimeDays", coalesce(payment_terms, '') as "paymentTerms", payment_days as "paymentDays",
  minimum_order_minor as "minimumOrderMinor"`

/** Suppliers by name, the current or the archived ones; the cursor is the last name and id of the page before. */
export async function listSuppliers(
  reader: Reader,
  query: SearchQuery & { archived?: boolean },
): Promise<Page<Supplier>> {
  const pattern = contains(query.search)
  return pageOf<Supplier>(
    query,
    ({ after, limit }) =>
      sql`
        select ${columns} from supplier
         where (archived_at is not null) = ${query.archived ?? false}
           and (${pattern}::text is null or name ilike ${pattern} or number ilike ${pattern})
           and (${after[0] ?? null}::text is null or (lower(name), id) > (${after[0] ?? null}::text, ${after[1] ?? null}::bigint))
         order by lower(name), id limit ${limit}`.execute(reader.db),
    row => [row.name.toLowerCase(), row.id],
  )
}

export async function readSupplier(reader: Reader, supplierId: number): Promise<Supplier> {
  const { rows } = await sql<Supplier>`select ${columns} from supplier where id = ${supplierId}`.execute(
    reader.db,
  )
  if (rows[0] === undefined) throw refuse('not_found', { what: 'supplier' })
  return rows[0]
}

/** Adds a supplier under a number of its own. Refuses a name that another supplier has. */
export async function addSupplier(tx: Tx, input: Input): Promise<Supplier> {
  const { rows } = await sql<Supplier>`
    insert into supplier (number, name, email, phone, notes, contact_person, currency, lead_time_days, payment_terms,
                          payment_days, minimum_order_minor, created_at, created_by)
    values ('S' || nextval('supplier_number'), ${input.name}, ${input.email}, ${input.phone}, ${input.notes},
            nullif(${input.contactPerson}, ''), ${input.currency}, ${input.leadTimeDays}, nullif(${input.paymentTerms}, ''),
            ${input.paymentDays}, ${input.minimumOrderMinor}, ${tx.at}, ${tx.actor.id})
    on conflict (lower(normalize(name, nfc))) where archived_at is null do nothing
    returning ${columns}`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('name_taken', { what: 'supplier', name: input.name })
  return rows[0]
}

/** Changes a supplier. Refuses a name that another supplier has. */
export async function changeSupplier(tx: Tx, supplierId: number, input: Input): Promise<Supplier> {
  try {
    const { rows } = await sql<Supplier>`
      update supplier set name = ${input.name}, email = ${input.email}, phone = ${input.phone}, notes = ${input.notes},
             contact_person = nullif(${input.contactPerson}, ''), currency = ${input.currency},
             lead_time_days = ${input.leadTimeDays}, payment_terms = nullif(${input.paymentTerms}, ''),
             payment_days = ${input.paymentDays}, minimum_order_minor = ${input.minimumOrderMinor}
       where id = ${supplierId} returning ${columns}`.execute(tx.db)
    if (rows[0] === undefined) throw refuse('not_found', { what: 'supplier' })
    return rows[0]
  } catch (error) {
    if (brokenConstraint(error) === 'supplier_name')
      throw refuse('name_taken', { what: 'supplier', name: input.name })
    throw error
  }
}

/** Archives a supplier, once: it is offered no more. Refuses not_found. */
export async function archiveSupplier(tx: Tx, supplierId: number): Promise<Supplier> {
  const { rows } = await sql<Supplier>`
    update supplier set archived_at = coalesce(archived_at, ${tx.at}) where id = ${supplierId} returning ${columns}`.execute(
    tx.db,
  )
  if (rows[0] === undefined) throw refuse('not_found', { what: 'supplier' })
  return rows[0]
}

/** Brings an archived supplier back. Refuses a name that another supplier has taken meanwhile. */
export async function restoreSupplier(tx: Tx, supplierId: number): Promise<Supplier> {
  const { name } = await readSupplier(tx, supplierId)
  try {
    await sql`update supplier set archived_at = null where id = ${supplierId}`.execute(tx.db)
  } catch (error) {
    if (brokenConstraint(error) === 'supplier_name') throw refuse('name_taken', { what: 'supplier', name })
    throw error
  }
  return readSupplier(tx, supplierId)
}

/**
 * The suppliers that texts of a file mean, by the text as given: by name (in any case) or by number, the name first.
 * Texts that mean none are missing from the map. One statement, however many there are.
 */
export async function findSuppliers(reader: Reader, given: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ given: string; id: number }>`
    with given as materialized (select unnest(${[...given]}::text[]) as given), meant as (
      select given, s.id, 1 as rank from given join supplier s on lower(normalize(s.name, nfc)) = lower(normalize(given, nfc))
       where s.archived_at is null
      union all
      select given, s.id, 2 from given join supplier s on s.number = upper(given) where s.archived_at is null
    )
    select distinct on (given) given, id from meant order by given, rank`.execute(reader.db)
  return new Map(rows.map(row => [row.given, row.id]))
}

/**
 * Adds suppliers of which nothing but the name is known, in one statement; a name that a supplier has already, or that
 * somebody adds at this moment, means that one. Gives the ids by the names as given.
 */
export async function addSuppliers(tx: Tx, names: readonly string[]): Promise<Map<string, number>> {
  await sql`
    insert into supplier (number, name, created_at, created_by)
    select 'S' || nextval('supplier_number'), name, ${tx.at}, ${tx.actor.id}
      from (select distinct on (lower(normalize(name, nfc))) name from unnest(${[...names]}::text[]) as name
             order by lower(normalize(name, nfc))) once
    on conflict (lower(normalize(name, nfc))) where archived_at is null do nothing`.execute(tx.db)
  return findSuppliers(tx, names)
}
