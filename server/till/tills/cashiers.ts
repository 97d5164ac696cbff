import { hash } from '@node-rs/argon2'
import { sql } from 'kysely'
import type { Cashier } from '../../../contract/till/tills.ts'
import type { Reader, Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { mostWrongPins } from '../device/sign-in.ts'

/** Staff who have a PIN, by name. */
export async function readCashiers(reader: Reader, staffId: number | null = null): Promise<Cashier[]> {
  const { rows } = await sql<Cashier>`
    select s.id as "staffId", s.name, c.may_discount as "mayDiscount", c.may_refund as "mayRefund",
           c.wrong_pins >= ${mostWrongPins.cashier} as locked
      from till_cashier c join staff s on s.id = c.staff_id
     where s.archived_at is null and (${staffId}::bigint is null or s.id = ${staffId})
     order by lower(s.name), s.id`.execute(reader.db)
  return rows
}

/**
 * Gives somebody a PIN and rights at the tills, or changes them; without a new PIN the old one stays. A new one forgets the
 * wrong ones. Refuses not_found and pin_needed.
 */
export async function saveCashier(
  tx: Tx,
  staffId: number,
  given: { pin?: string | undefined; mayDiscount: boolean; mayRefund: boolean },
): Promise<Cashier> {
  const { rows } = await sql<{ name: string; has: boolean }>`
    select s.name, exists (select from till_cashier c where c.staff_id = s.id) as has
      from staff s where s.id = ${staffId} and s.archived_at is null for no key update`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'member of staff' })
  const { mayDiscount, mayRefund, pin } = given
  if (pin !== undefined) {
    await sql`
      insert into till_cashier (staff_id, pin_hash, may_discount, may_refund, changed_at, changed_by)
      values (${staffId}, ${await hash(pin)}, ${mayDiscount}, ${mayRefund}, ${tx.at}, ${tx.actor.id})
      on conflict (staff_id) do update set pin_hash = excluded.pin_hash, may_discount = excluded.may_discount,
        may_refund = excluded.may_refund, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
        wrong_pins = 0, wait_until = null`.execute(tx.db)
  } else {
    if (!rows[0].has) throw refuse('pin_needed', { name: rows[0].name })
    await sql`
      update till_cashier set may_discount = ${mayDiscount}, may_refund = ${mayRefund}, changed_at = ${tx.at}, changed_by = ${tx.actor.id}
       where staff_id = ${staffId}`.execute(tx.db)
  }
  return readCashier(tx, staffId)
}

/** Takes the PIN away: nobody signs in with it any more. Refuses not_found. */
export async function removeCashier(tx: Tx, staffId: number): Promise<{ ok: true }> {
  const { rows } = await sql`delete from till_cashier where staff_id = ${staffId} returning staff_id`.execute(
    tx.db,
  )
  if (rows.length === 0) throw refuse('not_found', { what: 'cashier' })
  return { ok: true }
}

/** Forgets somebody's wrong PINs. Refuses not_found. */
export async function unlockCashier(tx: Tx, staffId: number): Promise<Cashier> {
  await sql`update till_cashier set wrong_pins = 0, wait_until = null where staff_id = ${staffId}`.execute(
    tx.db,
  )
  return readCashier(tx, staffId)
}

async function readCashier(reader: Reader, staffId: number): Promise<Cashier> {
  const [cashier] = await readCashiers(reader, staffId)
  if (cashier === undefined) throw refuse('not_found', { what: 'cashier' })
  return cashier
}
