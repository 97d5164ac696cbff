import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'

/**
 * Stamps the first inventory change on the products of these variants; from then on their tracking stays (promise 7), but
 * for a conversion. Where it is not stamped yet, the product's row stays locked until the commit; where it is, the row is
 * shared with every other change of stock, and only a conversion waits. Call it before looking at how a product is
 * tracked: a change of tracking that came first is waited for here, and only the next statement sees it. Products of
 * single use keep that mode until the commit, too.
 */
export async function lockTracking(tx: Tx, variantIds: readonly number[]): Promise<void> {
  await Promise.all([
    sql`
    with unlocked as materialized (
      select id from product
       where id in (select product_id from variant where id = any(${[...variantIds]}::bigint[])) and tracking_locked_at is null
       order by id for no key update
    )
    update product set tracking_locked_at = ${tx.at} from unlocked where product.id = unlocked.id`.execute(
      tx.db,
    ),
    sql`
    select from product
     where id in (select product_id from variant where id = any(${[...variantIds]}::bigint[]))
     order by id for key share`.execute(tx.db),
    keepIdentifierMode(tx, variantIds),
  ])
}

/**
 * Keeps products at single use, where they are, until the commit. Shared with others who give serials to pieces; a change
 * of the mode waits for them, and they for it.
 */
export async function keepIdentifierMode(tx: Tx, variantIds: readonly number[]): Promise<void> {
  await sql`
    select from product
     where id in (select product_id from variant where id = any(${[...variantIds]}::bigint[]))
       and dispatch_identifier_mode = 'single_use'
     order by id for share`.execute(tx.db)
}
