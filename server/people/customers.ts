import { sql } from 'kysely'
import type { z } from 'zod'
import type { Customer, customerInput } from '../../contract/people.ts'
import type { Reader, Tx } from '../platform/database/public.ts'
import { contains, type Page, pageOf, type SearchQuery } from '../platform/paging.ts'
import { refuse } from '../platform/refusal.ts'

type Input = z.output<typeof customerInput>

const columns = sql`id, number, name, coalesce(email, '') as email, coalesce(phone, '') as phone,
  coalesce(address, '') as address, coalesce(notes, '') as notes, archived_at is not null as archived`

/** Customers by name; the cursor is the last name and id of the page before. */
export async function listCustomers(reader: Reader, query: SearchQuery): Promise<Page<Customer>> {
  const pattern = contains(query.search)
  return pageOf<Customer>(
    query,
    ({ after, limit }) =>
      sql`
        select ${columns} from customer
         where archived_at is null
           and (${pattern}::text is null or name ilike ${pattern} or number ilike ${pattern} or email ilike ${pattern})
           and (${after[0] ?? null}::text is null or (lower(name), id) > (${after[0] ?? null}::text, ${after[1] ?? null}::bigint))
         order by lower(name), id limit ${limit}`.execute(reader.db),
    row => [row.name.toLowerCase(), row.id],
  )
}

export async function readCustomer(reader: Reader, customerId: number): Promise<Customer> {
  const { rows } = await sql<Customer>`select ${columns} from customer where id = ${customerId}`.execute(
    reader.db,
  )
  if (rows[0] === undefined) throw refuse('not_found', { what: 'customer' })
  return rows[0]
}

/** Adds a customer under a number of its own; two customers may share a name. */
export async function addCustomer(tx: Tx, input: Input): Promise<Customer> {
  const { rows } = await sql<Customer>`
    insert into customer (number, name, email, phone, address, notes, created_at, created_by)
    values ('C' || nextval('customer_number'), ${input.name}, ${input.email}, ${input.phone}, ${input.address},
            ${input.notes}, ${tx.at}, ${tx.actor.id})
    returning ${columns}`.execute(tx.db)
  return rows[0]!
}

export async function changeCustomer(tx: Tx, customerId: number, input: Input): Promise<Customer> {
  const { rows } = await sql<Customer>`
    update customer set name = ${input.name}, email = ${input.email}, phone = ${input.phone},
           address = ${input.address}, notes = ${input.notes}
     where id = ${customerId} returning ${columns}`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'customer' })
  return rows[0]
}

/** The customer of those who buy over the counter and are not asked who they are: one, however often it is made. */
export async function makeWalkInCustomer(tx: Tx): Promise<void> {
  await sql`
    insert into customer (number, name, is_walk_in, created_at, created_by)
    select 'C' || nextval('customer_number'), 'Walk-in customer', true, ${tx.at}, ${tx.actor.id}
     where not exists (select from customer where is_walk_in)
    on conflict (is_walk_in) do nothing`.execute(tx.db)
}
