import { sql } from 'kysely'
import type { Picture } from '../../../contract/pictures.ts'
import type { Reader, Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'

/** The pictures of a product, the chief one first; none for a product that is not there. */
export async function listPictures(reader: Reader, productId: number): Promise<{ items: Picture[] }> {
  const { rows } = await sql<Picture>`
    select id, alt, width, height from picture where product_id = ${productId} order by ordinal, id`.execute(
    reader.db,
  )
  return { items: rows }
}

/** Lets one at a time change the pictures of a product. Gives its name; refuses not_found. */
export async function lockPictures(tx: Tx, productId: number): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from product where id = ${productId} for no key update`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'product' })
  return rows[0].name
}
