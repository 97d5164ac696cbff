import { sql } from 'kysely'
import type { z } from 'zod'
import type { api, Picture } from '../../../contract/pictures.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { listPictures, lockPictures } from './pictures-of-product.ts'

type Arrangement = z.output<(typeof api)['arrangePictures']['body']>

/**
 * Puts the pictures of a product in order, with their texts; those left out are removed. Refuses not_found, and
 * (changed_meanwhile) when the product has other pictures by now than those that were arranged.
 */
export async function arrangePictures(
  tx: Tx,
  productId: number,
  { items, former }: Arrangement,
): Promise<{ items: Picture[] }> {
  await lockPictures(tx, productId)
  const now = (await listPictures(tx, productId)).items.map(one => one.id)
  const known = new Set(now)
  const wanted = new Set(items.map(one => one.id))
  const isSame = former.length === now.length && former.every(id => known.has(id))
  if (!isSame || wanted.size !== items.length || [...wanted].some(id => !known.has(id)))
    throw refuse('changed_meanwhile', { what: 'list of pictures', by: 'Somebody' })
  const removed = now.filter(id => !wanted.has(id))
  await sql`delete from picture_file where picture_id = any(${removed}::uuid[])`.execute(tx.db)
  await sql`delete from picture where id = any(${removed}::uuid[])`.execute(tx.db)
  // A row that is gone tells nobody: who keeps a copy of the catalogue sees it by its product.
  if (removed.length > 0)
    await sql`update product set changed_at = ${tx.at}, changed_by = ${tx.actor.id} where id = ${productId}`.execute(
      tx.db,
    )
  await sql`
    update picture set ordinal = given.ordinal, alt = given.alt
      from unnest(${items.map(one => one.id)}::uuid[], ${items.map(one => one.alt.trim())}::text[])
        with ordinality as given (id, alt, ordinal)
     where picture.id = given.id`.execute(tx.db)
  return listPictures(tx, productId)
}
