import { hash } from '@node-rs/argon2'
import { sql } from 'kysely'
import type { Role } from '../../contract/permissions.ts'
import type { StaffMember } from '../../contract/session.ts'
import { brokenConstraint, type Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'

export interface StaffChange {
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly password?: string | undefined
  readonly archived: boolean
}

/**
 * Changes a member of staff, archives one or brings one back. Whoever is archived or gets a new password is signed out
 * everywhere; a new role counts from their next request on. The owners' rows are locked first, so that of two owners who
 * take each other's place at once the second is told. Refuses not_found, email_taken, last_owner.
 */
export async function changeStaff(tx: Tx, staffId: number, change: StaffChange): Promise<StaffMember> {
  await sql`select from staff where role = 'owner' and archived_at is null order by id for update`.execute(
    tx.db,
  )
  const member = await updateStaff(tx, staffId, change)
  const { rows } = await sql`select from staff where role = 'owner' and archived_at is null limit 1`.execute(
    tx.db,
  )
  if (rows.length === 0) throw refuse('last_owner', { name: change.name })
  if (change.archived || change.password !== undefined)
    await sql`delete from session where staff_id = ${staffId}`.execute(tx.db)
  return member
}

async function updateStaff(tx: Tx, staffId: number, change: StaffChange): Promise<StaffMember> {
  const { name, email, role, password, archived } = change
  const passwordHash = password === undefined ? null : await hash(password)
  try {
    const { rows } = await sql<StaffMember>`
      update staff set name = ${name}, email = ${email}, role = ${role},
             password_hash = coalesce(${passwordHash}::text, password_hash),
             failed_sign_ins = case when ${passwordHash}::text is null then failed_sign_ins else 0 end,
             locked_until = case when ${passwordHash}::text is null then locked_until end,
             archived_at = case when ${archived} then coalesce(archived_at, ${tx.at}) end
       where id = ${staffId}
      returning id, name, email, role, archived_at is not null as archived, created_at as "createdAt"`.execute(
      tx.db,
    )
    if (rows[0] === undefined) throw refuse('not_found', { what: 'member of staff' })
    return rows[0]
  } catch (error) {
    if (brokenConstraint(error) === 'staff_email') throw refuse('email_taken', { email })
    throw error
  }
}
