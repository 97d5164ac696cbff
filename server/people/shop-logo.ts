import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { ShopSettings } from '../../contract/shop.ts'
import type { Reader, Tx } from '../platform/database/public.ts'
import { makePng, takePicture } from '../platform/pictures/public.ts'
import { refuse } from '../platform/refusal.ts'
import type { Call } from '../platform/routes/public.ts'
import { readShop } from './shop-settings.ts'

/** Enough for 60 mm on paper at 300 dots an inch. */
const box = { width: 720, height: 360 }

/** Takes the uploaded picture for the shop's logo, in place of the one before. Refuses file_refused. */
export async function changeLogo(call: Pick<Call, 'request' | 'write'>): Promise<ShopSettings> {
  const { png, width, height } = await makePng(await takePicture(call), box)
  return call.write(async tx => {
    await sql`
      insert into shop_logo (key, png, width, height) values (${randomUUID()}, ${png}, ${width}, ${height})
      on conflict (is_only) do update
         set key = excluded.key, png = excluded.png, width = excluded.width, height = excluded.height`.execute(
      tx.db,
    )
    return readShop(tx)
  })
}

export async function removeLogo(tx: Tx): Promise<ShopSettings> {
  await sql`delete from shop_logo`.execute(tx.db)
  return readShop(tx)
}

/** Refuses not_found, also for a logo that is another one by now. */
export async function readLogo(reader: Reader, key: string): Promise<Buffer> {
  const { rows } = await sql<{ png: Buffer }>`select png from shop_logo where key = ${key}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'picture' })
  return rows[0].png
}
