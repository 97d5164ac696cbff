import { sql } from 'kysely'
import type { Actor, Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import type { TillDevice } from './which-till.ts'

export interface ActingCashier extends Actor {
  readonly mayDiscount: boolean
  readonly mayRefund: boolean
}

/**
 * Who acts, by a sign-in of this till. `isLive` asks for one that has not ended; what was done offline names the sign-in
 * of its hour, whatever became of it. Refuses cashier_unknown.
 */
export async function cashierOf(
  tx: Tx,
  till: TillDevice,
  signInId: string,
  isLive: boolean,
): Promise<ActingCashier> {
  const { rows } = await sql<ActingCashier>`
    select s.id, s.name, coalesce(c.may_discount, false) as "mayDiscount", coalesce(c.may_refund, false) as "mayRefund"
      from till_sign_in given join till_device device on device.id = given.device_id
      join staff s on s.id = given.staff_id left join till_cashier c on c.staff_id = s.id
     where given.id = ${signInId} and device.till_id = ${till.tillId}
       and (not ${isLive} or (given.ended_at is null and c.staff_id is not null and s.archived_at is null))`.execute(
    tx.db,
  )
  if (rows[0] === undefined) throw refuse('cashier_unknown', {})
  return rows[0]
}

/** The same act as somebody else's: what it writes carries their name. */
export const actingAs = (tx: Tx, { id, name }: Actor): Tx => ({ ...tx, actor: { id, name } })
