import * as catalog from './catalog/public.ts'
import { forgetOldAnswers } from './platform/database/public.ts'
import type { DailyWork } from './platform/jobs/public.ts'
import * as purchasing from './purchasing/public.ts'
import * as stock from './stock/public.ts'
import * as store from './store/public.ts'

/** What is done once a day, room by room. */
export const dailyWork: readonly DailyWork[] = [
  forgetOldAnswers,
  catalog.forgetOldProductImports,
  purchasing.forgetOldPurchaseImports,
  stock.holdExpired,
  store.forgetOldBaskets,
  store.forgetOldSignIns,
]
