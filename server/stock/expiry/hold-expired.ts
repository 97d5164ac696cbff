import { sql } from 'kysely'
import type { Tx } from '../../platform/database/public.ts'

/**
 * Puts lots that have expired and of which some is there on hold, each once: who looks at the lot sees why, and Today tells
 * of it. No door sells them anyhow. A lot that somebody released after it expired is not held again.
 */
export async function holdExpired(tx: Tx): Promise<void> {
  await sql`
    with expired as materialized (
      select lot.id, lot.variant_id, lot.expires_on from lot
       where lot.expires_on < ${tx.today}::date and lot.hold_id is null
         and exists (select from level where level.variant_id = lot.variant_id and level.lot_id = lot.id and level.on_hand > 0)
         and not exists (select from hold former where former.lot_id = lot.id and former.kind = 'expired'
                            and former.placed_at::date >= lot.expires_on)
       order by lot.id for update of lot
    ), placed as (
      insert into hold (variant_id, lot_id, kind, reason, placed_at, placed_by)
      select variant_id, id, 'expired', 'Expired on ' || to_char(expires_on, 'YYYY-MM-DD'), ${tx.at}, ${tx.actor.id} from expired
      on conflict (lot_id) where released_at is null do nothing
      returning id, lot_id
    )
    update lot set hold_id = placed.id from placed where lot.id = placed.lot_id`.execute(tx.db)
}
