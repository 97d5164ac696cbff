import type { Route } from '../platform/routes/public.ts'

export const routes: Route[] = []
export { allocate } from './allocate.ts'
export { checkGoods } from './check-goods.ts'
export { deliver } from './deliver.ts'
export { formatQuantity } from './format-quantity.ts'
export { type Goods, type GoodsRow, goodsOf } from './goods.ts'
export type { PickLine } from './pick-line.ts'
export { receive } from './receive.ts'
export { releaseAllocations } from './release-allocations.ts'
export { releaseReservations, reserve } from './reserve.ts'
export { sellableAt } from './sellable.ts'
export { verify } from './verify.ts'
