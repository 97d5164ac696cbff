import type { Readable } from 'node:stream'
import { api, xlsx } from '../../../contract/product-import.ts'
import { type Call, type Route, read, special, write } from '../../platform/routes/public.ts'
import { exportProducts } from '../export-products.ts'
import { checkProductImport, runProductImport } from './queue-import.ts'
import { readProductImport } from './read-product-import.ts'
import { startProductImport } from './start-product-import.ts'
import { listVerdictRows } from './verdict-rows.ts'
import { writeResult } from './write-result.ts'
import { writeTemplate } from './write-template.ts'

export const importRoutes: Route[] = [
  special(api.startProductImport, startProductImport),
  special(api.downloadProductTemplate, async call =>
    sendFile(call, 'Products template.xlsx', Buffer.from(await writeTemplate(call.reader))),
  ),
  special(api.exportProducts, async call => {
    const { query } = call.input
    const name = `Products ${call.reader.today}.${query.format}`
    return sendFile(call, name, await exportProducts(call.reader, query))
  }),
  read(api.readProductImport, (reader, { params, query }) =>
    readProductImport(reader, params.importId, query),
  ),
  write(api.checkProductImport, (tx, { params, body }) => checkProductImport(tx, params.importId, body)),
  write(api.runProductImport, (tx, { params, body }) => runProductImport(tx, params.importId, body)),
  read(api.listProductImportRows, (reader, { params, query }) =>
    listVerdictRows(reader, params.importId, query),
  ),
  special(api.downloadProductImportResult, async call => {
    const { params, query } = call.input
    const { fileName, workbook } = await writeResult(call.reader, params.importId, query.jobId)
    return sendFile(call, `${fileName.replace(/\.[^.]*$/, '')} result.xlsx`, workbook)
  }),
]

/** Answers with a file to keep, under a name that may have any characters. */
function sendFile(
  { reply }: Pick<Call, 'reply'>,
  name: string,
  content: Buffer | Readable | ReadableStream<Uint8Array>,
) {
  const type = name.endsWith('.csv') ? 'text/csv; charset=utf-8' : xlsx
  const plain = name.replace(/[^\w .-]/g, '_')
  return reply
    .type(type)
    .header(
      'content-disposition',
      `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    )
    .header('cache-control', 'no-store')
    .send(content)
}
