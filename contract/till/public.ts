import { api as tillConflicts } from './conflicts.ts'
import { api as tillDevice } from './device.ts'
import { api as tillDrawers } from './drawer.ts'
import { api as tillReturns } from './returns.ts'
import { api as tillSales } from './sales.ts'
import { api as tillSync } from './sync.ts'
import { api as tills } from './tills.ts'

/** What crosses the wire for the tills: those of the back office, and those of an enrolled device. */
export const tillApi = {
  tills,
  tillDevice,
  tillDrawers,
  tillSales,
  tillReturns,
  tillSync,
  tillConflicts,
}
