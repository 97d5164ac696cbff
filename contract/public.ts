import { api as adjustments } from './adjustments.ts'
import { api as attachments } from './attachments.ts'
import { api as buying } from './buying.ts'
import { api as catalog } from './catalog.ts'
import { api as categories } from './categories.ts'
import { api as conversion } from './conversion.ts'
import { api as corrections } from './corrections.ts'
import { api as counts } from './counts.ts'
import { api as identifiers } from './dispatch-identifiers.ts'
import { api as expiry } from './expiry.ts'
import { api as fulfilment } from './fulfilment.ts'
import { api as goodsReceipts } from './goods-receipts.ts'
import { api as invoices } from './invoices.ts'
import { api as jobs } from './jobs.ts'
import { api as messages } from './messages.ts'
import { api as onOrder } from './on-order.ts'
import { api as orderDispatch } from './order-dispatch.ts'
import { api as people } from './people.ts'
import { api as pictures } from './pictures.ts'
import { api as preferences } from './preferences.ts'
import { api as print } from './print.ts'
import { api as productImport } from './product-import.ts'
import { api as purchasing } from './purchasing.ts'
import { api as reorder } from './reorder.ts'
import { api as returns } from './returns.ts'
import { api as sales } from './sales.ts'
import { api as session } from './session.ts'
import { api as shop } from './shop.ts'
import { api as stock } from './stock.ts'
import { api as store } from './store.ts'
import { api as taxRates } from './tax-rates.ts'
import { tillApi } from './till/public.ts'
import { api as trace } from './trace.ts'
import { api as transfers } from './transfers.ts'

/** Everything that crosses the wire, room by room. */
export const api = {
  session,
  jobs,
  people,
  preferences,
  shop,
  catalog,
  categories,
  pictures,
  taxRates,
  buying,
  productImport,
  stock,
  adjustments,
  transfers,
  conversion,
  corrections,
  counts,
  expiry,
  identifiers,
  purchasing,
  reorder,
  onOrder,
  goodsReceipts,
  attachments,
  sales,
  invoices,
  fulfilment,
  orderDispatch,
  returns,
  store,
  messages,
  ...tillApi,
  trace,
  print,
}
