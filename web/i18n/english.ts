import { words as adjustments } from '../back-office/adjustments/words.ts'
import { words as attachments } from '../back-office/attachments/words.ts'
import { words as binMoves } from '../back-office/bin-moves/words.ts'
import { words as buying } from '../back-office/buying/words.ts'
import { words as categories } from '../back-office/categories/words.ts'
import { words as conversion } from '../back-office/conversion/words.ts'
import { words as counts } from '../back-office/counts/words.ts'
import { words as customers } from '../back-office/customers/words.ts'
import { words as deliveryNotes } from '../back-office/delivery-notes/words.ts'
import { words as expiry } from '../back-office/expiry/words.ts'
import { words as frame } from '../back-office/frame/words.ts'
import { words as goodsReceipts } from '../back-office/goods-receipts/words.ts'
import { words as importFrame } from '../back-office/import-frame/words.ts'
import { words as invoices } from '../back-office/invoices/words.ts'
import { words as locations } from '../back-office/locations/words.ts'
import { words as messages } from '../back-office/messages/words.ts'
import { words as orderDispatch } from '../back-office/order-dispatch/words.ts'
import { words as people } from '../back-office/people/words.ts'
import { words as print } from '../back-office/print/words.ts'
import { words as productImport } from '../back-office/product-import/words.ts'
import { words as productOptions } from '../back-office/products/options/words.ts'
import { words as products } from '../back-office/products/words.ts'
import { words as purchaseImport } from '../back-office/purchase-import/words.ts'
import { words as purchaseOrders } from '../back-office/purchase-orders/words.ts'
import { words as receipts } from '../back-office/receipts/words.ts'
import { words as reorder } from '../back-office/reorder/words.ts'
import { words as returns } from '../back-office/returns/words.ts'
import { words as salesOrders } from '../back-office/sales-orders/words.ts'
import { words as serialNumbers } from '../back-office/serial-numbers/words.ts'
import { words as setup } from '../back-office/setup/words.ts'
import { words as shop } from '../back-office/shop/words.ts'
import { words as signIn } from '../back-office/sign-in/words.ts'
import { words as staff } from '../back-office/staff/words.ts'
import { words as stock } from '../back-office/stock/words.ts'
import { words as store } from '../back-office/store/words.ts'
import { words as suppliers } from '../back-office/suppliers/words.ts'
import { words as tillConflicts } from '../back-office/till-conflicts/words.ts'
import { words as tills } from '../back-office/tills/words.ts'
import { words as today } from '../back-office/today/words.ts'
import { words as trace } from '../back-office/trace/words.ts'
import { words as transfers } from '../back-office/transfers/words.ts'
import { words as zReports } from '../back-office/z-reports/words.ts'
import { words as kit } from '../kit/words.ts'

/** All English words, one file per screen folder; a word's key is its folder's name, then its own: `products.title`. */
export const english = {
  kit,
  frame,
  today,
  products,
  categories,
  buying,
  productOptions,
  importFrame,
  productImport,
  purchaseOrders,
  purchaseImport,
  goodsReceipts,
  attachments,
  reorder,
  returns,
  salesOrders,
  deliveryNotes,
  orderDispatch,
  stock,
  adjustments,
  transfers,
  conversion,
  counts,
  binMoves,
  expiry,
  invoices,
  locations,
  people,
  customers,
  suppliers,
  staff,
  tills,
  tillConflicts,
  zReports,
  receipts,
  shop,
  store,
  messages,
  trace,
  print,
  signIn,
  serialNumbers,
  setup,
} as const
