import { z } from 'zod'
import { endpointsOf } from '../endpoint.ts'
import { id, moneyMinor, page, pageQuery, time } from '../primitives.ts'

const endpoint = endpointsOf('till')

/** How people pay at a till. `exchange` is what came back in the same act: the return gives it, the sale takes it. */
export const tillMethod = z.enum(['cash', 'card', 'other', 'exchange'])
export type TillMethod = z.infer<typeof tillMethod>

/** A drawer session from its float to its count. Its id is made on the device, so that a drawer can be opened offline. */
export const drawer = z.object({
  id: z.uuid(),
  openedAt: time,
  openedBy: z.string(),
  floatMinor: z.number().int(),
})
export type Drawer = z.infer<typeof drawer>

const taxSum = z.object({
  basisPoints: z.number().int(),
  /** With the tax in it. */
  grossMinor: z.number().int(),
  netMinor: z.number().int(),
  taxMinor: z.number().int(),
})

/** X at any time, Z once the drawer is closed: then it stands as it was written. */
export const drawerReport = z.object({
  till: z.object({ id, number: z.number().int(), name: z.string(), location: z.string() }),
  drawer,
  /** Gapless for each till; null for an X report. */
  zNumber: z.number().int().nullable(),
  closedAt: time.nullable(),
  closedBy: z.string().nullable(),
  madeAt: time,
  currency: z.string(),
  sales: z.object({ count: z.number().int(), totalMinor: z.number().int() }),
  refunds: z.object({ count: z.number().int(), totalMinor: z.number().int() }),
  /** What was taken off the sales. */
  discountMinor: z.number().int(),
  /** Sales less refunds. */
  netMinor: z.number().int(),
  taxes: z.array(taxSum),
  /** Taken less given back, by method. */
  methods: z.array(
    z.object({
      method: tillMethod,
      takenMinor: z.number().int(),
      refundedMinor: z.number().int(),
      netMinor: z.number().int(),
    }),
  ),
  /** Came in after the drawer that they were taken in had its Z: they are in the sums above, but their cash was counted then. */
  lateSales: z.object({ count: z.number().int(), totalMinor: z.number().int(), cashMinor: z.number().int() }),
  /**
   * Told by a device that opened the till's drawer while it was open, as two can that are without the network. What was sold
   * from it counts here; whether its float lies in the drawer as well, only somebody who counts can tell.
   */
  openedAgain: z.array(z.object({ at: time, by: z.string(), floatMinor: z.number().int() })),
  /** Taken, though their goods were gone: in the sums above, and with a manager. */
  openConflicts: z.number().int(),
  payIns: z.array(z.object({ at: time, by: z.string(), amountMinor: z.number().int(), reason: z.string() })),
  payOuts: z.array(z.object({ at: time, by: z.string(), amountMinor: z.number().int(), reason: z.string() })),
  /** Float + cash taken − cash given back + pay-ins − pay-outs. */
  expectedCashMinor: z.number().int(),
  countedCashMinor: z.number().int().nullable(),
  /** Counted − expected: below zero, something is missing. */
  differenceMinor: z.number().int().nullable(),
  note: z.string(),
  receipts: z.object({ first: z.string(), last: z.string() }).nullable(),
})
export type DrawerReport = z.infer<typeof drawerReport>

export const zReportRow = z.object({
  drawerId: z.uuid(),
  till: z.object({ id, number: z.number().int(), name: z.string() }),
  zNumber: z.number().int(),
  openedAt: time,
  closedAt: time,
  closedBy: z.string(),
  netMinor: z.number().int(),
  differenceMinor: z.number().int(),
})
export type ZReportRow = z.infer<typeof zReportRow>

const drawerId = z.object({ drawerId: z.uuid() })
const reason = z.string().trim().min(1, 'Say what for.').max(200, 'Use 200 characters at most.')
const enrolled = ['till_not_enrolled', 'cashier_unknown'] as const

/** Each act has an id made on the device and is done once, however often it is sent; `at` is when it was done there. */
export const api = {
  openDrawer: endpoint({
    method: 'POST',
    path: '/till/drawers',
    summary: 'Open the drawer with a float; the drawer that is open already is the answer where there is one',
    access: 'till',
    body: z.object({ id: z.uuid(), signInId: z.uuid(), floatMinor: moneyMinor, at: time }),
    answer: drawer,
    refusals: enrolled,
  }),
  moveCash: endpoint({
    method: 'POST',
    path: '/till/drawers/:drawerId/cash',
    summary: 'Pay cash into the drawer or out of it, with a reason',
    access: 'till',
    params: drawerId,
    body: z.object({
      id: z.uuid(),
      signInId: z.uuid(),
      kind: z.enum(['in', 'out']),
      amountMinor: moneyMinor.min(1, 'Enter an amount above zero.'),
      reason,
      at: time,
    }),
    answer: drawerReport,
    refusals: [...enrolled, 'not_found', 'drawer_closed'],
  }),
  readDrawerReport: endpoint({
    method: 'GET',
    path: '/till/drawers/:drawerId/report',
    summary: 'The X report of the open drawer, or the Z report of a closed one',
    access: 'till',
    params: drawerId,
    answer: drawerReport,
    refusals: ['till_not_enrolled', 'not_found'],
  }),
  closeDrawer: endpoint({
    method: 'POST',
    path: '/till/drawers/:drawerId/close',
    summary: 'Close the drawer with what was counted; gives the Z report',
    access: 'till',
    params: drawerId,
    body: z.object({
      signInId: z.uuid(),
      countedMinor: moneyMinor,
      note: z.string().trim().max(500, 'Use 500 characters at most.').default(''),
      at: time,
    }),
    answer: drawerReport,
    refusals: [...enrolled, 'not_found'],
  }),
  listZReports: endpoint({
    method: 'GET',
    path: '/z-reports',
    summary: 'Z reports, newest first',
    access: 'tills.read',
    query: pageQuery.extend({ tillId: id.optional() }),
    answer: page(zReportRow),
  }),
  readZReport: endpoint({
    method: 'GET',
    path: '/z-reports/:drawerId',
    summary: 'One Z report, or the X report of a drawer that is open',
    access: 'tills.read',
    params: drawerId,
    answer: drawerReport,
    refusals: ['not_found'],
  }),
}
