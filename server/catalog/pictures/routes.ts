import { sql } from 'kysely'
import { api, type PictureSize } from '../../../contract/pictures.ts'
import type { Reader } from '../../platform/database/public.ts'
import { makeSizes, sendPicture, takePicture } from '../../platform/pictures/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { type Route, read, special, write } from '../../platform/routes/public.ts'
import { addPicture } from './add-picture.ts'
import { arrangePictures } from './arrange-pictures.ts'
import { listPictures } from './pictures-of-product.ts'

export const pictureRoutes: Route[] = [
  read(api.listPictures, (reader, { params }) => listPictures(reader, params.productId)),
  special(api.addPicture, async call => {
    // Before the transaction: nobody waits for a lock while a picture is unpacked.
    const made = await makeSizes(await takePicture(call))
    return call.write(tx => addPicture(tx, call.input.params.productId, made))
  }),
  write(api.arrangePictures, (tx, { params, body }) => arrangePictures(tx, params.productId, body)),
  special(api.showPicture, async ({ reader, reply, input: { params } }) =>
    sendPicture(reply, 'image/webp', await readPictureFile(reader, params.pictureId, params.size)),
  ),
]

/** Refuses not_found. */
async function readPictureFile(reader: Reader, pictureId: string, size: PictureSize): Promise<Buffer> {
  const { rows } = await sql<{ webp: Buffer }>`
    select webp from picture_file where picture_id = ${pictureId} and size = ${size}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'picture' })
  return rows[0].webp
}
