import { api } from '../../../contract/product-import.ts'
import { type Route, read, sendFile, special, write } from '../../platform/routes/public.ts'
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
    sendFile(call.reply, 'Products template.xlsx', Buffer.from(await writeTemplate(call.reader))),
  ),
  special(api.exportProducts, async call => {
    const { query } = call.input
    const name = `Products ${call.reader.today}.${query.format}`
    return sendFile(call.reply, name, await exportProducts(call.reader, query))
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
    return sendFile(call.reply, `${fileName.replace(/\.[^.]*$/, '')} result.xlsx`, workbook)
  }),
]
