import type { Contest } from './contest.ts'
import { type DeliverSize, deliverContests } from './deliver.ts'
import { type DispatchSize, dispatchContests } from './dispatch.ts'
import type { Ground } from './ground.ts'
import { type OrdersSize, ordersContests } from './orders.ts'
import { receiveContests } from './receive.ts'
import { type TillSize, tillContests } from './till.ts'
import { type TraceSize, traceContests } from './trace.ts'

/** How much is done: enough to tell something, enough for a first look, or just enough to see that it runs. */
export interface Size {
  readonly rounds: number
  readonly receipts: readonly number[]
  readonly deliver: Omit<DeliverSize, 'rounds'>
  readonly dispatch: DispatchSize
  readonly till: Omit<TillSize, 'rounds'>
  readonly trace: TraceSize
  readonly orders: OrdersSize
}

const allClients = (one: number, eight: number, many: number) => [
  { clients: 1, notes: one },
  { clients: 8, notes: eight },
  { clients: 32, notes: many },
]

const allTills = (one: number, eight: number, many: number) => [
  { tills: 1, sales: one },
  { tills: 8, sales: eight },
  { tills: 32, sales: many },
]

export const full: Size = {
  rounds: 5,
  receipts: [1000, 100_000],
  deliver: { clients: allClients(60, 200, 400), products: 200 },
  dispatch: { orders: 500, products: 200 },
  till: { tills: allTills(60, 200, 400), products: 200 },
  trace: { units: 200_000, delivered: 160_000, lookUps: 400 },
  orders: { orders: 1_000_000, questions: 120 },
}
export const quick: Size = {
  rounds: 3,
  receipts: [1000, 20_000],
  deliver: { clients: allClients(40, 100, 200), products: 50 },
  dispatch: { orders: 100, products: 50 },
  till: { tills: allTills(40, 100, 200), products: 50 },
  trace: { units: 20_000, delivered: 16_000, lookUps: 200 },
  orders: { orders: 100_000, questions: 60 },
}
export const smallest: Size = {
  rounds: 1,
  receipts: [10],
  deliver: { clients: [{ clients: 2, notes: 3 }], products: 2 },
  dispatch: { orders: 3, products: 2 },
  till: { tills: [{ tills: 2, sales: 3 }], products: 2 },
  trace: { units: 8, delivered: 4, lookUps: 3 },
  orders: { orders: 60, questions: 6 },
}

export const subjects = ['receive', 'deliver', 'dispatch', 'till', 'trace', 'orders'] as const
export type Subject = (typeof subjects)[number]

export const contestsOf: Record<Subject, (ground: Ground, size: Size) => Promise<Contest[]>> = {
  receive: async (ground, { receipts }) => {
    const contests: Contest[] = []
    for (const pieces of receipts) contests.push(...(await receiveContests(ground, pieces)))
    return contests
  },
  deliver: (ground, { deliver, rounds }) => deliverContests(ground, { ...deliver, rounds }),
  dispatch: (ground, { dispatch, rounds }) => dispatchContests(ground, dispatch, rounds),
  till: (ground, { till, rounds }) => tillContests(ground, { ...till, rounds }),
  trace: (ground, { trace }) => traceContests(ground, trace),
  orders: (ground, { orders }) => ordersContests(ground, orders),
}
