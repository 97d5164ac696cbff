import { randomUUID } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { sql } from 'kysely'
import type { TillSignIn } from '../../../contract/till/device.ts'
import type { Cashier } from '../../../contract/till/tills.ts'
import type { Tx } from '../../platform/database/public.ts'
import { type Refusal, refuse } from '../../platform/refusal.ts'
import type { TillDevice } from './which-till.ts'

/** From so many wrong PINs on nobody gets in before a manager unlocks. */
export const mostWrongPins = { cashier: 10, till: 30 }

interface Counted {
  wrong: number
  waitSeconds: number
}
interface Account extends Counted, Omit<Cashier, 'locked'> {
  pinHash: string
}

/** What somebody without a PIN is checked against, so that it takes as long. */
const nobodysHash = hash('nobody has this PIN')

/** The answer, or what is told instead: kept as data, so that a repeated request hears the same. */
export type SignInResult =
  | { done: TillSignIn }
  | { refused: 'pin_wrong' | 'pin_wait' | 'pin_locked'; details: { seconds: number; who: string } }

/**
 * Checks a cashier's PIN on a till. Wrong ones are counted for the person and for the till, slow both down, and lock: a
 * thief with one tablet tries no more than a few. The counts commit, so nothing is thrown here.
 */
export async function signIn(
  tx: Tx,
  till: TillDevice,
  given: { staffId: number; pin: string },
): Promise<SignInResult> {
  const device = await lockDevice(tx, till.deviceId)
  const account = await lockCashier(tx, given.staffId)
  const barred = barredBy(account, till.name, device)
  if (barred !== null) return barred
  const isRight = await verify(account?.pinHash ?? (await nobodysHash), given.pin)
  if (account === undefined || !isRight) {
    await countWrong(tx, till.deviceId, device, account)
    return { refused: 'pin_wrong', details: { seconds: 0, who: '' } }
  }
  const signInId = randomUUID()
  await Promise.all([
    sql`update till_device set wrong_pins = 0, wait_until = null where id = ${till.deviceId}`.execute(tx.db),
    sql`update till_cashier set wrong_pins = 0, wait_until = null where staff_id = ${account.staffId}`.execute(
      tx.db,
    ),
    sql`insert into till_sign_in (id, device_id, staff_id, at) values (${signInId}, ${till.deviceId}, ${account.staffId}, ${tx.at})`.execute(
      tx.db,
    ),
  ])
  const { staffId, name, mayDiscount, mayRefund } = account
  return { done: { signInId, cashier: { staffId, name, mayDiscount, mayRefund, locked: false }, at: tx.at } }
}

/** The refusal that a result stands for. */
export function refusalOf({ refused, details }: Exclude<SignInResult, { done: unknown }>): Refusal {
  if (refused === 'pin_wait') return refuse('pin_wait', { seconds: details.seconds })
  return refused === 'pin_locked' ? refuse('pin_locked', { who: details.who }) : refuse('pin_wrong', {})
}

async function lockDevice(tx: Tx, deviceId: number): Promise<Counted> {
  const { rows } = await sql<Counted>`
    select wrong_pins as wrong, ${waitSeconds(tx.at)} as "waitSeconds" from till_device where id = ${deviceId} for update`.execute(
    tx.db,
  )
  return rows[0]!
}

async function lockCashier(tx: Tx, staffId: number): Promise<Account | undefined> {
  const { rows } = await sql<Account>`
    select s.id as "staffId", s.name, c.may_discount as "mayDiscount", c.may_refund as "mayRefund", c.pin_hash as "pinHash",
           c.wrong_pins as wrong, ${waitSeconds(tx.at)} as "waitSeconds"
      from till_cashier c join staff s on s.id = c.staff_id
     where c.staff_id = ${staffId} and s.archived_at is null for update of c`.execute(tx.db)
  return rows[0]
}

const waitSeconds = (at: string) =>
  sql`ceil(extract(epoch from greatest(wait_until - ${at}::timestamptz, interval '0')))::int`

function barredBy(account: Account | undefined, tillName: string, device: Counted): SignInResult | null {
  const locked = (who: string) => ({ refused: 'pin_locked' as const, details: { seconds: 0, who } })
  if (device.wrong >= mostWrongPins.till) return locked(tillName)
  if (account !== undefined && account.wrong >= mostWrongPins.cashier) return locked(account.name)
  const seconds = Math.max(device.waitSeconds ?? 0, account?.waitSeconds ?? 0)
  return seconds > 0 ? { refused: 'pin_wait', details: { seconds, who: '' } } : null
}

/** Three wrong ones are free for a person and ten for a till; from then on each doubles the wait, up to a minute. */
async function countWrong(
  tx: Tx,
  deviceId: number,
  device: Counted,
  account: Account | undefined,
): Promise<void> {
  const waitAfter = (wrong: number, free: number) =>
    wrong < free ? 0 : Math.min(60, 2 ** (wrong - free + 1))
  const until = (seconds: number) => sql`${tx.at}::timestamptz + make_interval(secs => ${seconds})`
  await sql`
    update till_device set wrong_pins = ${device.wrong + 1}::int, wait_until = ${until(waitAfter(device.wrong + 1, 10))}
     where id = ${deviceId}`.execute(tx.db)
  if (account === undefined) return
  await sql`
    update till_cashier set wrong_pins = ${account.wrong + 1}::int, wait_until = ${until(waitAfter(account.wrong + 1, 3))}
     where staff_id = ${account.staffId}`.execute(tx.db)
}

/** Ends a sign-in of this till; ending it twice is the same as once. */
export async function signOut(tx: Tx, till: TillDevice, signInId: string): Promise<void> {
  await sql`
    update till_sign_in set ended_at = ${tx.at} where id = ${signInId} and device_id = ${till.deviceId} and ended_at is null`.execute(
    tx.db,
  )
}
