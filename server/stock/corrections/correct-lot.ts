import { sql } from 'kysely'
import { permissionsOf, type Role } from '../../../contract/permissions.ts'
import { brokenConstraint, type Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'

interface LotNames {
  readonly number: string
  readonly madeOn: string | null
  readonly expiresOn: string | null
}
export interface LotCorrection extends LotNames {
  /** What the clerk saw. */
  readonly was: LotNames
  readonly reason: string
}

interface Lot extends LotNames {
  product: string
  requiresExpiry: boolean
  heldAsExpired: boolean
}

/**
 * Puts a lot's number or dates right; what they were stays in its history and is found. A lot that was held because it had
 * expired, and by its new date has not, is released. Refuses not_found, changed_meanwhile, lot_exists, made_after_expiry,
 * expiry_needed_still, and expiry_later: only who may (a manager) lets goods be sold for longer.
 */
export async function correctLot(
  tx: Tx,
  lotId: number,
  { was, number, madeOn, expiresOn, reason }: LotCorrection,
): Promise<{ ok: true }> {
  const { rows } = await sql<Lot>`
    select lot.number, lot.made_on as "madeOn", lot.expires_on as "expiresOn", v.name as product,
           p.requires_expiry as "requiresExpiry",
           coalesce((select kind = 'expired' from hold where hold.id = lot.hold_id), false) as "heldAsExpired"
      from lot join variant v on v.id = lot.variant_id join product p on p.id = v.product_id
     where lot.id = ${lotId} for update of lot`.execute(tx.db)
  const lot = rows[0]
  if (lot === undefined) throw refuse('not_found', { what: 'lot' })
  if (lot.number !== was.number || lot.madeOn !== was.madeOn || lot.expiresOn !== was.expiresOn)
    throw refuse('changed_meanwhile', { what: 'lot', by: await whoCorrected(tx, lotId) })
  if (lot.number === number && lot.madeOn === madeOn && lot.expiresOn === expiresOn) return { ok: true }
  if (madeOn !== null && expiresOn !== null && madeOn > expiresOn)
    throw refuse('made_after_expiry', { madeOn, expiresOn })
  if (expiresOn === null && lot.expiresOn !== null && lot.requiresExpiry)
    throw refuse('expiry_needed_still', { product: lot.product })
  const isLater = lot.expiresOn !== null && (expiresOn === null || expiresOn > lot.expiresOn)
  if (isLater && !(await mayExtend(tx)))
    throw refuse('expiry_later', {
      lot: lot.number,
      from: lot.expiresOn!,
      to: expiresOn ?? 'that it never expires',
    })
  await write(tx, lotId, lot, { number, madeOn, expiresOn, reason })
  if (lot.heldAsExpired && (expiresOn === null || expiresOn >= tx.today)) await releaseExpired(tx, lotId)
  return { ok: true }
}

async function mayExtend(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ role: Role }>`select role from staff where id = ${tx.actor.id}`.execute(tx.db)
  return rows[0] !== undefined && permissionsOf(rows[0].role).includes('stock.expiry')
}

async function whoCorrected(tx: Tx, lotId: number): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select staff.name from lot_correction c join staff on staff.id = c.corrected_by
     where c.lot_id = ${lotId} order by c.id desc limit 1`.execute(tx.db)
  return rows[0]?.name ?? 'Somebody'
}

async function write(tx: Tx, lotId: number, lot: Lot, now: LotNames & { reason: string }): Promise<void> {
  try {
    await sql`
      update lot set number = ${now.number}, made_on = ${now.madeOn}::date, expires_on = ${now.expiresOn}::date
       where id = ${lotId}`.execute(tx.db)
  } catch (error) {
    if (brokenConstraint(error) !== 'lot_number') throw error
    throw refuse('lot_exists', { lot: now.number, product: lot.product })
  }
  await sql`
    insert into lot_correction (lot_id, former_number, number, former_made_on, made_on, former_expires_on, expires_on,
                                reason, corrected_at, corrected_by)
    values (${lotId}, ${lot.number}, ${now.number}, ${lot.madeOn}, ${now.madeOn}, ${lot.expiresOn}, ${now.expiresOn},
            ${now.reason}, ${tx.at}, ${tx.actor.id})`.execute(tx.db)
}

async function releaseExpired(tx: Tx, lotId: number): Promise<void> {
  await sql`
    with released as (
      update hold set released_at = ${tx.at}, released_by = ${tx.actor.id}, release_reason = 'Its expiry date was corrected'
       where lot_id = ${lotId} and kind = 'expired' and released_at is null returning id
    )
    update lot set hold_id = null from released where lot.id = ${lotId}`.execute(tx.db)
}
