import { sql } from 'kysely'
import { type Attachment, api, mostAttachmentMegabytes } from '../../contract/attachments.ts'
import * as documents from '../documents/public.ts'
import type { Reader } from '../platform/database/public.ts'
import { storableName } from '../platform/imports/public.ts'
import { refuse } from '../platform/refusal.ts'
import { type Call, type Route, read, sendFile, special, write } from '../platform/routes/public.ts'

/** The papers that came with goods: the supplier's invoice, a packing list, a photo of what was crushed. */
export const attachmentRoutes: Route[] = [
  read(api.listAttachments, async (reader, { params: { documentId } }) => {
    await refuseOtherDocuments(reader, documentId)
    return { items: await documents.listAttachments(reader, documentId) }
  }),
  special(api.addAttachment, call => attach(call, call.input.params.documentId)),
  special(api.downloadAttachment, async ({ reader, reply, input: { params } }) => {
    await refuseOtherDocuments(reader, params.documentId)
    const { name, content } = await documents.readAttachment(reader, params.documentId, params.attachmentId)
    return sendFile(reply, name, content)
  }),
  write(api.removeAttachment, async (tx, { params: { documentId, attachmentId } }) => {
    await refuseOtherDocuments(tx, documentId)
    await documents.removeAttachment(tx, documentId, attachmentId)
    return { ok: true as const }
  }),
]

/** The right that a route asks for is that of purchasing: it must not open the papers of others. */
async function refuseOtherDocuments(reader: Reader, documentId: number): Promise<void> {
  const { rows } = await sql`
    select from document where id = ${documentId} and kind in ('purchase_order', 'goods_receipt')`.execute(
    reader.db,
  )
  if (rows.length === 0) throw refuse('not_found', { what: 'purchase order or goods receipt' })
}

const mostBytes = mostAttachmentMegabytes * 1024 * 1024

async function attach(
  { request, reader, write: inTransaction }: Pick<Call, 'request' | 'reader' | 'write'>,
  documentId: number,
): Promise<Attachment> {
  await refuseOtherDocuments(reader, documentId)
  const part = request.isMultipart()
    ? await request.file({ limits: { fileSize: mostBytes }, throwFileSizeLimit: false })
    : undefined
  if (part === undefined)
    throw refuse('attachment_refused', {
      name: 'Nothing',
      sentence: 'No file came with the request. Choose one.',
    })
  const name = storableName(part.filename)
  const content = await part.toBuffer()
  if (part.file.truncated)
    throw refuse('attachment_refused', {
      name,
      sentence: `It is larger than ${mostAttachmentMegabytes} MB. Attach a smaller version of it.`,
    })
  if (content.length === 0)
    throw refuse('attachment_refused', {
      name,
      sentence: 'The file is empty. Check whether it was saved whole.',
    })
  const mediaType = part.mimetype.slice(0, 200) || 'application/octet-stream'
  return inTransaction(tx => documents.addAttachment(tx, documentId, { name, mediaType, content }))
}
