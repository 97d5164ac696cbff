import { sql } from 'kysely'
import type { TillCustomer } from '../../../contract/till/device.ts'
import type { Reader } from '../../platform/database/public.ts'
import { contains } from '../../platform/paging.ts'

/** Customers whose name, number, e-mail or phone has the text, 20 at most; names that begin with it come first. */
export async function findCustomers(reader: Reader, search: string): Promise<{ items: TillCustomer[] }> {
  const pattern = contains(search)
  const { rows } = await sql<TillCustomer>`
    select id, number, name, coalesce(email, '') as email, coalesce(phone, '') as phone from customer
     where archived_at is null and is_walk_in is null
       and (${pattern}::text is null or name ilike ${pattern} or number ilike ${pattern} or email ilike ${pattern} or phone ilike ${pattern})
     order by starts_with(lower(name), lower(${search}::text)) desc, lower(name), id limit 20`.execute(
    reader.db,
  )
  return { items: rows }
}
