import { hash } from '@node-rs/argon2'
import { sql } from 'kysely'
import type { Role } from '../../contract/permissions.ts'
import type { StaffMember } from '../../contract/session.ts'
import type { Reader, Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'

export interface NewStaff {
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly password: string
}

/**
 * Makes the owner's account and names the shop, on the first visit only. Two first visits at the same moment: the unique
 * founder lets one through, the other is refused with owner_exists.
 */
export async function makeOwner(
  tx: Tx,
  owner: Omit<NewStaff, 'role'> & { shopName: string; currency: string; timeZone: string },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into staff (name, email, role, password_hash, is_founder, created_at)
    values (${owner.name}, ${owner.email}, 'owner', ${await hash(owner.password)}, true, ${tx.at})
    on conflict do nothing returning id`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('owner_exists', {})
  await sql`update shop set name = ${owner.shopName}, currency = ${owner.currency}, time_zone = ${knownTimeZone(owner.timeZone)}`.execute(
    tx.db,
  )
  return rows[0].id
}

/** The zone under its chief name; UTC for one that nobody knows. */
export function knownTimeZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}

/** Adds a member of staff. Refuses an e-mail that is taken. */
export async function addStaff(tx: Tx, person: NewStaff): Promise<StaffMember> {
  const { rows } = await sql<StaffMember>`
    insert into staff (name, email, role, password_hash, created_at)
    values (${person.name}, ${person.email}, ${person.role}, ${await hash(person.password)}, ${tx.at})
    on conflict do nothing
    returning id, name, email, role, archived_at is not null as archived, created_at as "createdAt"`.execute(
    tx.db,
  )
  if (rows[0] === undefined) throw refuse('email_taken', { email: person.email })
  return rows[0]
}

export async function listStaff(reader: Reader): Promise<{ items: StaffMember[] }> {
  const { rows } = await sql<StaffMember>`
    select id, name, email, role, archived_at is not null as archived, created_at as "createdAt"
      from staff order by archived_at nulls first, name`.execute(reader.db)
  return { items: rows }
}

export async function needsOwner(reader: Reader): Promise<{ needsOwner: boolean }> {
  const { rows } = await sql<{ needsOwner: boolean }>`
    select not exists (select from staff where is_founder) as "needsOwner"`.execute(reader.db)
  return rows[0]!
}
