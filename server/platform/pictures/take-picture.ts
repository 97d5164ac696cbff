import { mostPictureMegabytes } from '../../../contract/pictures.ts'
import { refuse } from '../refusal.ts'
import type { Call } from '../routes/public.ts'
import { mostBytes } from './limits.ts'

/** The bytes of an uploaded picture, whatever they are. Refuses (file_refused) none, and more than 20 MB of them. */
export async function takePicture({ request }: Pick<Call, 'request'>): Promise<Buffer> {
  const part = request.isMultipart() ? await request.file({ limits: { fileSize: mostBytes } }) : undefined
  if (part === undefined)
    throw refuse('file_refused', { sentence: 'No file came with the request. Choose a picture.' })
  try {
    return await part.toBuffer()
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'FST_REQ_FILE_TOO_LARGE') throw error
    const sentence = `This picture is larger than ${mostPictureMegabytes} MB. Make it smaller and choose that file.`
    throw refuse('file_refused', { sentence })
  }
}
