import { hashKey, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent as lazy,
  redirect,
} from '@tanstack/react-router'
import { z } from 'zod'
import { api } from '../../contract/public.ts'
import { ConnectionLost, call, RefusalError } from '../client/public.ts'
import { Frame } from './frame/frame.tsx'
import { BrokenScreen, MissingScreen, WaitingScreen } from './frame/screen-states.tsx'
import { forgetSession, sessionQuery } from './session.ts'

/** A refusal says no for good; only a network that is away is asked again. */
const retry = (count: number, error: Error) => error instanceof ConnectionLost && count < 2

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    // The frame's own gate asks for the session, and knows a first visit from a signed-out one.
    onError: (error, query) => {
      if (query.queryHash !== hashKey(sessionQuery.queryKey)) leaveWhenSignedOut(error)
    },
  }),
  mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
  defaultOptions: { queries: { retry, staleTime: 2_000, networkMode: 'always' } },
})

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ notFoundComponent: MissingScreen })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: z.object({ back: z.string().optional() }),
  component: lazy(() => import('./sign-in/sign-in-screen.tsx'), 'SignInScreen'),
})
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazy(() => import('./setup/setup-screen.tsx'), 'SetupScreen'),
})

/** Everything inside the frame needs somebody who is signed in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'in',
  component: Frame,
  errorComponent: BrokenScreen,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(sessionQuery)
    } catch (error) {
      if (!(error instanceof RefusalError) || error.status !== 401) throw error
      const { needsOwner } = await call(api.session.readSetup, {})
      throw needsOwner
        ? redirect({ to: '/setup' })
        : redirect({ to: '/sign-in', search: { back: location.href } })
    }
  },
})

const search = z.object({ search: z.string().optional().catch(undefined) })
const open = z.number().int().optional().catch(undefined)
const isAbout = (name: string) => ({
  parse: (raw: Record<string, string>) => ({ [name]: Number(raw[name]) }),
  stringify: (params: Record<string, number>) => ({ [name]: String(params[name]) }),
})

/** Ids in addresses are numbers, as they are in the contract. */
const productId = isAbout('productId') as Of<'productId'>
const orderId = isAbout('orderId') as Of<'orderId'>
const supplierId = isAbout('supplierId') as Of<'supplierId'>
const receiptId = isAbout('receiptId') as Of<'receiptId'>
const noteId = isAbout('noteId') as Of<'noteId'>
const unitId = isAbout('unitId') as Of<'unitId'>
const lotId = isAbout('lotId') as Of<'lotId'>
const productVariantId = {
  parse: (raw: { productId: string; variantId: string }) => ({
    productId: Number(raw.productId),
    variantId: Number(raw.variantId),
  }),
  stringify: (params: { productId: number; variantId: number }) => ({
    productId: String(params.productId),
    variantId: String(params.variantId),
  }),
}
const adjustmentId = isAbout('adjustmentId') as Of<'adjustmentId'>
const countId = isAbout('countId') as Of<'countId'>
const countAndBinId = {
  parse: (raw: { countId: string; binId: string }) => ({
    countId: Number(raw.countId),
    binId: Number(raw.binId),
  }),
  stringify: (params: { countId: number; binId: number }) => ({
    countId: String(params.countId),
    binId: String(params.binId),
  }),
}
const transferId = isAbout('transferId') as Of<'transferId'>
const returnId = isAbout('returnId') as Of<'returnId'>
const documentId = isAbout('documentId') as Of<'documentId'>
const conversionId = isAbout('conversionId') as Of<'conversionId'>
interface Of<Name extends string> {
  parse: (raw: Record<Name, string>) => Record<Name, number>
  stringify: (params: Record<Name, number>) => Record<Name, string>
}

const at = { getParentRoute: () => inside }
const tabs = z
  .enum(['all', 'awaiting', 'part_delivered', 'delivered', 'cancelled'])
  .optional()
  .catch(undefined)
const flag = z.boolean().optional().catch(undefined)
const day = z.iso.date().optional().catch(undefined)
const salesNarrowing = {
  tab: tabs,
  payment: z.enum(['unpaid', 'part_paid', 'paid', 'overpaid', 'nothing_due']).optional().catch(undefined),
  channel: z.enum(['back_office', 'store', 'till', 'api']).optional().catch(undefined),
  customerId: open,
  locationId: open,
  placedFrom: day,
  placedTo: day,
  waiting: flag,
}
const productTab = z.enum(['general', 'price', 'buying', 'stock']).optional().catch(undefined)
const productTracking = z.enum(['none', 'lots', 'serials']).optional().catch(undefined)
const productStock = z.enum(['in', 'out']).optional().catch(undefined)
const purchaseState = z
  .enum(['draft', 'confirmed', 'part_warehoused', 'warehoused', 'closed', 'cancelled'])
  .optional()
  .catch(undefined)
const receiptState = z.enum(['in_stock', 'reversed']).optional().catch(undefined)
const dispatchNeed = z.enum(['all', 'ready', 'identifiers', 'short']).optional().catch(undefined)
const noteState = z.enum(['draft', 'ready', 'shipped', 'delivered', 'cancelled']).optional().catch(undefined)

const stockCountState = z.enum(['open', 'posted', 'cancelled']).optional().catch(undefined)
const expiryWindow = z.enum(['expired', '30', '60', '90']).optional().catch(undefined)
const transferStates = z
  .enum(['draft', 'sent', 'part_received', 'received', 'cancelled'])
  .optional()
  .catch(undefined)

const invoiceView = z.enum(['unpaid', 'paid', 'cancelled']).optional().catch(undefined)
const messageStates = z.enum(['waiting', 'sent', 'failed']).optional().catch(undefined)
const conflictState = z.enum(['open', 'settled']).optional().catch(undefined)
const returnWaits = z.enum(['inspection', 'repair']).optional().catch(undefined)
const countedShelf = z.object({ variantId: z.number().int(), binId: z.number().int(), lotId: open })

// biome-ignore format: one screen a line
const screens = [
  createRoute({ ...at, path: '/', component: lazy(() => import('./today/today-screen.tsx'), 'TodayScreen') }),
  createRoute({ ...at, path: '/products', validateSearch: search.extend({ tracking: productTracking, archived: flag, categoryId: open, stock: productStock, published: flag }), component: lazy(() => import('./products/products-screen.tsx'), 'ProductsScreen') }),
  createRoute({ ...at, path: '/products/new', component: lazy(() => import('./products/new-product-screen.tsx'), 'NewProductScreen') }),
  createRoute({ ...at, path: '/products/import', component: lazy(() => import('./product-import/product-import-screen.tsx'), 'ProductImportScreen') }),
  createRoute({ ...at, path: '/products/$productId/serial-numbers/$variantId', params: productVariantId, component: lazy(() => import('./serial-numbers/serial-numbers-screen.tsx'), 'SerialNumbersScreen') }),
  createRoute({ ...at, path: '/products/$productId', params: productId, validateSearch: z.object({ tab: productTab }), component: lazy(() => import('./products/product-screen.tsx'), 'ProductScreen') }),
  createRoute({ ...at, path: '/categories', validateSearch: z.object({ open }), component: lazy(() => import('./categories/categories-screen.tsx'), 'CategoriesScreen') }),
  createRoute({ ...at, path: '/purchase-orders', validateSearch: search.extend({ state: purchaseState }), component: lazy(() => import('./purchase-orders/purchase-orders-screen.tsx'), 'PurchaseOrdersScreen') }),
  createRoute({ ...at, path: '/purchase-orders/new', component: lazy(() => import('./purchase-orders/new-purchase-order-screen.tsx'), 'NewPurchaseOrderScreen') }),
  createRoute({ ...at, path: '/purchase-orders/import', component: lazy(() => import('./purchase-import/purchase-import-screen.tsx'), 'PurchaseImportScreen') }),
  createRoute({ ...at, path: '/purchase-orders/$orderId', params: orderId, component: lazy(() => import('./purchase-orders/purchase-order-screen.tsx'), 'PurchaseOrderScreen') }),
  createRoute({ ...at, path: '/purchase-orders/$orderId/warehouse', params: orderId, component: lazy(() => import('./goods-receipts/warehousing-screen.tsx'), 'WarehousingScreen') }),
  createRoute({ ...at, path: '/goods-receipts', validateSearch: search.extend({ state: receiptState }), component: lazy(() => import('./goods-receipts/goods-receipts-screen.tsx'), 'GoodsReceiptsScreen') }),
  createRoute({ ...at, path: '/reorder-list', validateSearch: search.extend({ onlyOpen: flag }), component: lazy(() => import('./reorder/reorder-screen.tsx'), 'ReorderScreen') }),
  createRoute({ ...at, path: '/goods-receipts/$receiptId', params: receiptId, component: lazy(() => import('./goods-receipts/goods-receipt-screen.tsx'), 'GoodsReceiptScreen') }),
  createRoute({ ...at, path: '/sales-orders', validateSearch: search.extend(salesNarrowing), component: lazy(() => import('./sales-orders/sales-orders-screen.tsx'), 'SalesOrdersScreen') }),
  createRoute({ ...at, path: '/sales-orders/new', component: lazy(() => import('./sales-orders/new-sales-order-screen.tsx'), 'NewSalesOrderScreen') }),
  createRoute({ ...at, path: '/sales-orders/$orderId', params: orderId, component: lazy(() => import('./sales-orders/sales-order-screen.tsx'), 'SalesOrderScreen') }),
  createRoute({ ...at, path: '/sales-orders/$orderId/change', params: orderId, component: lazy(() => import('./sales-orders/change-sales-order-screen.tsx'), 'ChangeSalesOrderScreen') }),
  createRoute({ ...at, path: '/sales-orders/$orderId/delivery-note', params: orderId, validateSearch: z.object({ locationId: open }), component: lazy(() => import('./delivery-notes/new-delivery-note-screen.tsx'), 'NewDeliveryNoteScreen') }),
  createRoute({ ...at, path: '/order-dispatch', validateSearch: search.extend({ locationId: open, need: dispatchNeed }), component: lazy(() => import('./order-dispatch/order-dispatch-screen.tsx'), 'OrderDispatchScreen') }),
  createRoute({ ...at, path: '/order-dispatch/$orderId', params: orderId, component: lazy(() => import('./order-dispatch/dispatch-order-screen.tsx'), 'DispatchOrderScreen') }),
  createRoute({ ...at, path: '/delivery-notes', validateSearch: search.extend({ state: noteState }), component: lazy(() => import('./delivery-notes/delivery-notes-screen.tsx'), 'DeliveryNotesScreen') }),
  createRoute({ ...at, path: '/delivery-notes/$noteId/change', params: noteId, component: lazy(() => import('./delivery-notes/change-delivery-note-screen.tsx'), 'ChangeDeliveryNoteScreen') }),
  createRoute({ ...at, path: '/delivery-notes/$noteId', params: noteId, component: lazy(() => import('./delivery-notes/delivery-note-screen.tsx'), 'DeliveryNoteScreen') }),
  createRoute({ ...at, path: '/invoices', validateSearch: search.extend({ view: invoiceView, open }), component: lazy(() => import('./invoices/invoices-screen.tsx'), 'InvoicesScreen') }),
  createRoute({ ...at, path: '/returns', validateSearch: search.extend({ waits: returnWaits }), component: lazy(() => import('./returns/returns-screen.tsx'), 'ReturnsScreen') }),
  createRoute({ ...at, path: '/returns/new', component: lazy(() => import('./returns/new-return-screen.tsx'), 'NewReturnScreen') }),
  createRoute({ ...at, path: '/returns/$returnId', params: returnId, component: lazy(() => import('./returns/return-screen.tsx'), 'ReturnScreen') }),
  createRoute({ ...at, path: '/adjustments', validateSearch: search.extend({ reasonId: open }), component: lazy(() => import('./adjustments/adjustments-screen.tsx'), 'AdjustmentsScreen') }),
  createRoute({ ...at, path: '/adjustments/$adjustmentId', params: adjustmentId, component: lazy(() => import('./adjustments/adjustment-screen.tsx'), 'AdjustmentScreen') }),
  createRoute({ ...at, path: '/transfers', validateSearch: search.extend({ state: transferStates }), component: lazy(() => import('./transfers/transfers-screen.tsx'), 'TransfersScreen') }),
  createRoute({ ...at, path: '/transfers/new', component: lazy(() => import('./transfers/draft-screens.tsx'), 'NewTransferScreen') }),
  createRoute({ ...at, path: '/transfers/$transferId', params: transferId, component: lazy(() => import('./transfers/transfer-screen.tsx'), 'TransferScreen') }),
  createRoute({ ...at, path: '/transfers/$transferId/change', params: transferId, component: lazy(() => import('./transfers/draft-screens.tsx'), 'ChangeTransferScreen') }),
  createRoute({ ...at, path: '/conversions/$conversionId', params: conversionId, component: lazy(() => import('./conversion/conversion-screen.tsx'), 'ConversionScreen') }),
  createRoute({ ...at, path: '/conversions/$conversionId/count', params: conversionId, validateSearch: countedShelf, component: lazy(() => import('./conversion/count-screen.tsx'), 'CountScreen') }),
  createRoute({ ...at, path: '/stock-counts', validateSearch: search.extend({ state: stockCountState }), component: lazy(() => import('./counts/counts-screen.tsx'), 'CountsScreen') }),
  createRoute({ ...at, path: '/stock-counts/$countId', params: countId, component: lazy(() => import('./counts/count-screen.tsx'), 'CountScreen') }),
  createRoute({ ...at, path: '/stock-counts/$countId/bins/$binId', params: countAndBinId, component: lazy(() => import('./counts/count-bin-screen.tsx'), 'CountBinScreen') }),
  createRoute({ ...at, path: '/bin-moves', component: lazy(() => import('./bin-moves/bin-moves-screen.tsx'), 'BinMovesScreen') }),
  createRoute({ ...at, path: '/expiry', validateSearch: search.extend({ window: expiryWindow, locationId: open }), component: lazy(() => import('./expiry/expiry-screen.tsx'), 'ExpiryScreen') }),
  createRoute({ ...at, path: '/stock', validateSearch: search.extend({ locationId: open, onlyInStock: flag, open }), component: lazy(() => import('./stock/stock-screen.tsx'), 'StockScreen') }),
  createRoute({ ...at, path: '/locations', validateSearch: z.object({ open }), component: lazy(() => import('./locations/locations-screen.tsx'), 'LocationsScreen') }),
  createRoute({ ...at, path: '/customers', validateSearch: search.extend({ open }), component: lazy(() => import('./customers/customers-screen.tsx'), 'CustomersScreen') }),
  createRoute({ ...at, path: '/suppliers', validateSearch: search.extend({ archived: flag }), component: lazy(() => import('./suppliers/suppliers-screen.tsx'), 'SuppliersScreen') }),
  createRoute({ ...at, path: '/store', component: lazy(() => import('./store/store-screen.tsx'), 'StoreScreen') }),
  createRoute({ ...at, path: '/messages', validateSearch: search.extend({ state: messageStates, open }), component: lazy(() => import('./messages/messages-screen.tsx'), 'MessagesScreen') }),
  createRoute({ ...at, path: '/settings', component: lazy(() => import('./shop/shop-screen.tsx'), 'ShopScreen') }),
  createRoute({ ...at, path: '/suppliers/$supplierId', params: supplierId, component: lazy(() => import('./suppliers/supplier-screen.tsx'), 'SupplierScreen') }),
  createRoute({ ...at, path: '/staff', component: lazy(() => import('./staff/staff-screen.tsx'), 'StaffScreen') }),
  createRoute({ ...at, path: '/tills', component: lazy(() => import('./tills/tills-screen.tsx'), 'TillsScreen') }),
  createRoute({ ...at, path: '/till-conflicts', validateSearch: z.object({ state: conflictState }), component: lazy(() => import('./till-conflicts/conflicts-screen.tsx'), 'ConflictsScreen') }),
  createRoute({ ...at, path: '/till-conflicts/$saleId', component: lazy(() => import('./till-conflicts/conflict-screen.tsx'), 'ConflictScreen') }),
  createRoute({ ...at, path: '/z-reports', validateSearch: z.object({ tillId: open }), component: lazy(() => import('./z-reports/z-reports-screen.tsx'), 'ZReportsScreen') }),
  createRoute({ ...at, path: '/z-reports/$drawerId', component: lazy(() => import('./z-reports/z-report-screen.tsx'), 'ZReportScreen') }),
  createRoute({ ...at, path: '/receipts/$documentId', params: documentId, component: lazy(() => import('./receipts/receipt-screen.tsx'), 'ReceiptScreen') }),
  createRoute({ ...at, path: '/trace/units/$unitId', params: unitId, component: lazy(() => import('./trace/unit-screen.tsx'), 'UnitScreen') }),
  createRoute({ ...at, path: '/trace/lots/$lotId', params: lotId, component: lazy(() => import('./trace/lot-screen.tsx'), 'LotScreen') }),
] as const

export const router = createRouter({
  routeTree: root.addChildren([signIn, setup, inside.addChildren(screens)]),
  basepath: '/admin',
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPendingComponent: WaitingScreen,
  defaultErrorComponent: BrokenScreen,
  defaultNotFoundComponent: MissingScreen,
  scrollRestoration: true,
})

/** A session that ended while somebody worked leads to the sign-in screen, and from there back to the same place. */
function leaveWhenSignedOut(error: Error): void {
  if (!(error instanceof RefusalError) || error.code !== 'not_signed_in') return
  const { pathname, href } = router.state.location
  if (pathname === '/sign-in' || pathname === '/setup') return
  // The screen is left before its answers are forgotten, or it would ask for them again.
  void router.navigate({ to: '/sign-in', search: { back: href } }).then(() => forgetSession(queryClient))
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
