import { hash, verify } from '@node-rs/argon2'
import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import { type Refusal, refuse } from '../platform/refusal.ts'

interface Account {
  id: number
  name: string
  password_hash: string
  failed_sign_ins: number
  wait_seconds: number
}

/** Found once: what an unknown e-mail is checked against, so that it takes as long as a known one. */
const nobodysHash = hash('nobody has this password')

/**
 * Checks e-mail and password. Gives the account's id, or the refusal: wrong_credentials, or locked_out after five wrong
 * passwords (each further one doubles the wait, up to 15 minutes). The refusal is returned, not thrown, so that the count
 * of failures commits with it.
 */
export async function signIn(
  tx: Tx,
  given: { email: string; password: string },
): Promise<{ staffId: number; name: string } | Refusal> {
  const { rows } = await sql<Account>`
    select id, name, password_hash, failed_sign_ins,
           ceil(extract(epoch from greatest(locked_until - ${tx.at}::timestamptz, interval '0')))::int as wait_seconds
      from staff where lower(email) = lower(${given.email}) and archived_at is null for update`.execute(tx.db)
  const account = rows[0]
  if (account !== undefined && account.wait_seconds > 0)
    return refuse('locked_out', { seconds: account.wait_seconds })
  const right = await verify(account?.password_hash ?? (await nobodysHash), given.password)
  if (account === undefined) return refuse('wrong_credentials', {})
  if (!right) {
    await countFailure(tx, account)
    return refuse('wrong_credentials', {})
  }
  await sql`update staff set failed_sign_ins = 0, locked_until = null where id = ${account.id} and failed_sign_ins > 0`.execute(
    tx.db,
  )
  return { staffId: account.id, name: account.name }
}

async function countFailure(tx: Tx, account: Account): Promise<void> {
  const failures = account.failed_sign_ins + 1
  const wait = failures < 5 ? 0 : Math.min(15 * 60, 5 * 2 ** (failures - 5))
  await sql`
    update staff set failed_sign_ins = ${failures}::int,
           locked_until = ${tx.at}::timestamptz + make_interval(secs => ${wait})
     where id = ${account.id}`.execute(tx.db)
}
