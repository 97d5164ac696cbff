import type { FastifyReply } from 'fastify'
import { api, type Paper } from '../../contract/print.ts'
import { api as tillApi } from '../../contract/till/sales.ts'
import type { Reader } from '../platform/database/public.ts'
import type { House } from '../platform/house.ts'
import { type Route, special } from '../platform/routes/public.ts'
import * as till from '../till/public.ts'
import { printCountSheet } from './documents/count-sheet.ts'
import { printDeliveryNote } from './documents/delivery-note.ts'
import { drawDocument, drawDocuments } from './documents/draw-document.ts'
import { printGoodsReceipt } from './documents/goods-receipt.ts'
import { printInvoice } from './documents/invoice.ts'
import { printPickList } from './documents/pick-list.ts'
import { printPurchaseOrder } from './documents/purchase-order.ts'
import { printReturnSlip } from './documents/return-slip.ts'
import { drawLabels } from './labels/draw-labels.ts'
import { planLabels, previewOf } from './labels/make-labels.ts'
import { drawReceipt } from './receipts/draw-receipt.ts'
import { sendPdf } from './send-pdf.ts'

export const routes: Route[] = [
  special(api.printPurchaseOrder, async ({ reader, reply, input: { params, query } }) => {
    const order = await printPurchaseOrder(reader, params.orderId)
    return sendPdf(reply, order.number, await drawDocument(order, query.paper))
  }),
  special(api.printGoodsReceipt, async ({ reader, reply, input: { params, query } }) => {
    const receipt = await printGoodsReceipt(reader, params.receiptId)
    return sendPdf(reply, receipt.number, await drawDocument(receipt, query.paper))
  }),
  special(api.printDeliveryNote, async ({ reader, reply, input: { params, query } }) => {
    const note = await printDeliveryNote(reader, params.noteId)
    return sendPdf(reply, note.number, await drawDocument(note, query.paper))
  }),
  special(api.printPickLists, async ({ reader, reply, input: { query } }) => {
    const lists = await Promise.all(
      query.notes.split(',').map(noteId => printPickList(reader, Number(noteId))),
    )
    return sendPdf(reply, 'pick-lists', await drawDocuments(lists, query.paper))
  }),
  special(api.printInvoice, async ({ reader, reply, input: { params, query } }) => {
    return sendInvoice(reader, reply, params.invoiceId, query.paper)
  }),
  special(api.printReturn, async ({ reader, reply, input: { params, query } }) => {
    const slip = await printReturnSlip(reader, params.returnId)
    return sendPdf(reply, slip.number, await drawDocument(slip, query.paper))
  }),
  special(api.printCount, async ({ reader, reply, input: { params, query } }) => {
    const sheet = await printCountSheet(reader, params.countId)
    return sendPdf(reply, sheet.number, await drawDocument(sheet, query.paper))
  }),
  special(tillApi.printReceipt, async ({ reader, reply, input: { params } }) => {
    const receipt = await till.readReceipt(reader, { saleId: params.saleId })
    return sendPdf(reply, receipt.number, await drawReceipt(reader, receipt))
  }),
  special(tillApi.printReceiptDocument, async ({ reader, reply, input: { params } }) => {
    const receipt = await till.readReceipt(reader, { documentId: params.documentId })
    return sendPdf(reply, receipt.number, await drawReceipt(reader, receipt))
  }),
  special(api.previewLabels, async ({ house, reader, input: { query } }) =>
    previewOf(await planLabels(reader, query, domainOf(house))),
  ),
  special(api.printLabels, async ({ house, reader, reply, input: { query } }) => {
    const run = await planLabels(reader, query, domainOf(house))
    return sendPdf(reply, 'labels', drawLabels(run, 'Labels'))
  }),
]

/** Sends an invoice to whoever the caller has let in. Refuses not_found. */
export async function sendInvoice(reader: Reader, reply: FastifyReply, invoiceId: number, paper: Paper) {
  const invoice = await printInvoice(reader, invoiceId)
  return sendPdf(reply, invoice.number, await drawDocument(invoice, paper))
}

/** What a Digital Link begins with: the address that people reach the shop by, where it is on the web. */
function domainOf({ configuration: { publicUrl } }: House): string | undefined {
  if (publicUrl === undefined) return undefined
  const { protocol, host, pathname } = new URL(publicUrl)
  return protocol === 'https:' ? `${host}${pathname.replace(/\/$/, '')}` : undefined
}
