import { refuse } from '../refusal.ts'
import type { Call } from '../routes/public.ts'

/** The file of an upload, whole, under a name that can be stored. Refuses file_refused and file_too_large. */
export async function takeFile({
  request,
}: Pick<Call, 'request'>): Promise<{ file: Buffer; fileName: string }> {
  const part = request.isMultipart() ? await request.file() : undefined
  if (part === undefined)
    throw refuse('file_refused', { sentence: 'No file came with the request. Choose an Excel or CSV file.' })
  return { file: await part.toBuffer(), fileName: storableName(part.filename) }
}

/** A file's name as it can be stored and shown: without signs that cannot be seen, its end where it is too long. */
export function storableName(name: string | undefined): string {
  const plain = (name ?? '').replace(/\p{Cc}/gu, '').trim()
  return plain.slice(-200).replace(/\p{Cs}/gu, '') || 'file'
}
