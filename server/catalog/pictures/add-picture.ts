import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { mostPicturesOfProduct, type Picture } from '../../../contract/pictures.ts'
import type { Tx } from '../../platform/database/public.ts'
import type { MadePicture } from '../../platform/pictures/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { lockPictures } from './pictures-of-product.ts'

/** Puts a picture after the others of its product. Refuses not_found and too_many_pictures. */
export async function addPicture(
  tx: Tx,
  productId: number,
  made: MadePicture,
  alt: string = '',
): Promise<Picture> {
  const name = await lockPictures(tx, productId)
  const id = randomUUID()
  const { width, height, files } = made
  const { rows } = await sql`
    insert into picture (id, product_id, ordinal, alt, width, height, created_at, created_by)
    select ${id}, ${productId}, coalesce(max(ordinal), 0) + 1, ${alt}, ${width}, ${height}, ${tx.at}, ${tx.actor.id}
      from picture where product_id = ${productId}
    having count(*) < ${mostPicturesOfProduct}
    returning id`.execute(tx.db)
  if (rows.length === 0) throw refuse('too_many_pictures', { name, most: mostPicturesOfProduct })
  await sql`
    insert into picture_file (picture_id, size, webp)
    select ${id}, size, webp
      from unnest(${files.map(file => file.size)}::text[], ${files.map(file => file.webp)}::bytea[])
        as given (size, webp)`.execute(tx.db)
  return { id, alt, width, height }
}
