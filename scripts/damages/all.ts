import { claims } from './claims.ts'
import { conversions } from './conversions.ts'
import { counters } from './counters.ts'
import { cover } from './cover.ts'
import type { Damage } from './damage.ts'
import { dispatch } from './dispatch.ts'
import { levels } from './levels.ts'
import { receipts } from './receipts.ts'
import { returns } from './returns.ts'
import { singleUse } from './single-use.ts'

/** All that is taken out to see the tests fail, promise by promise. */
export const damages: readonly Damage[] = [
  ...levels,
  ...claims,
  ...cover,
  ...receipts,
  ...conversions,
  ...dispatch,
  ...returns,
  ...singleUse,
  ...counters,
]
