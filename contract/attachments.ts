import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { acknowledged, id, time } from './primitives.ts'

const endpoint = endpointsOf('purchasing')

export const mostAttachmentMegabytes = 20
export const mostAttachments = 100

/** A file that belongs to a document: the supplier's invoice, a packing list, a photo of a crushed carton. */
export const attachment = z.object({
  id,
  name: z.string(),
  bytes: z.number().int(),
  addedAt: time,
  addedBy: z.string(),
})
export type Attachment = z.infer<typeof attachment>

/** The id of a purchase order or of a goods receipt: all documents count together. */
const documentId = z.object({ documentId: id })
const attachmentId = documentId.extend({ attachmentId: id })

export const api = {
  listAttachments: endpoint({
    method: 'GET',
    path: '/purchase-documents/:documentId/attachments',
    summary: 'The files attached to a purchase order or goods receipt, oldest first',
    access: 'purchasing.read',
    params: documentId,
    answer: z.object({ items: z.array(attachment) }),
    refusals: ['not_found'],
  }),
  addAttachment: endpoint({
    method: 'POST',
    path: '/purchase-documents/:documentId/attachments',
    summary: 'Attach a file of any kind, 20 MB at most; the same file under the same name is attached once',
    access: 'purchasing.write',
    params: documentId,
    upload: true,
    answer: attachment,
    refusals: ['not_found', 'attachment_refused'],
  }),
  downloadAttachment: endpoint({
    method: 'GET',
    path: '/purchase-documents/:documentId/attachments/:attachmentId',
    summary: 'The file itself, always to be kept and never to be shown by the browser',
    access: 'purchasing.read',
    params: attachmentId,
    file: 'application/octet-stream',
    answer: z.unknown(),
    refusals: ['not_found'],
  }),
  removeAttachment: endpoint({
    method: 'DELETE',
    path: '/purchase-documents/:documentId/attachments/:attachmentId',
    summary: 'Remove a file; that it was there stays in the history',
    access: 'purchasing.write',
    params: attachmentId,
    answer: acknowledged,
    refusals: ['not_found'],
  }),
}
