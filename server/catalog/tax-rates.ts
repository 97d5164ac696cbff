import { sql } from 'kysely'
import type { z } from 'zod'
import type { api, TaxRate } from '../../contract/tax-rates.ts'
import { brokenConstraint, type Reader, type Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'

type NewRate = z.output<(typeof api)['addTaxRate']['body']>
type ChangedRate = z.output<(typeof api)['changeTaxRate']['body']>

const columns = sql`id, name, basis_points as "basisPoints", archived_at is not null as archived,
  (select count(*) from product where product.tax_rate_id = tax_rate.id and product.archived_at is null) as products`

export async function listTaxRates(reader: Reader): Promise<{ items: TaxRate[] }> {
  const { rows } = await sql<TaxRate>`
    select ${columns} from tax_rate order by archived_at is not null, lower(name), id`.execute(reader.db)
  return { items: rows }
}

/** Adds a tax rate. Refuses a name that another one has. */
export async function addTaxRate(tx: Tx, { name, basisPoints }: NewRate): Promise<TaxRate> {
  const { rows } = await sql<TaxRate>`
    insert into tax_rate (name, basis_points, created_at, created_by)
    values (${name}, ${basisPoints}, ${tx.at}, ${tx.actor.id})
    on conflict (lower(normalize(name, nfc))) where archived_at is null do nothing
    returning ${columns}`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('name_taken', { what: 'tax rate', name })
  return rows[0]
}

/** Changes, archives or brings back a tax rate. Refuses not_found and a name that another one has. */
export async function changeTaxRate(tx: Tx, taxRateId: number, change: ChangedRate): Promise<TaxRate> {
  const { name, basisPoints, archived } = change
  try {
    const { rows } = await sql<TaxRate>`
      update tax_rate set name = ${name}, basis_points = ${basisPoints},
             archived_at = case when ${archived} then coalesce(archived_at, ${tx.at}) end
       where id = ${taxRateId} returning ${columns}`.execute(tx.db)
    if (rows[0] === undefined) throw refuse('not_found', { what: 'tax rate' })
    return rows[0]
  } catch (error) {
    if (brokenConstraint(error) === 'tax_rate_name') throw refuse('name_taken', { what: 'tax rate', name })
    throw error
  }
}
