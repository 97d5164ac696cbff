import { migrate } from '../server/platform/database/public.ts'
import { startTemporaryPostgres } from '../server/platform/embedded-postgres/public.ts'
import * as stock from '../server/stock/public.ts'
import { hold } from './contest.ts'
import { contestsOf, full, quick, subjects } from './contests.ts'
import { openGround } from './ground.ts'
import { gatherStatistics } from './stock-a-shop.ts'
import { machine, tableOf } from './table.ts'

/*
 * npm run bench -- [--only receive|deliver|dispatch|till|trace|orders] [--quick]
 * Prints a table of ours against its floor, both measured now on one PostgreSQL with the settings of production.
 */
const options = process.argv.slice(2)
const only = options.includes('--only') ? options[options.indexOf('--only') + 1] : undefined
const chosen = subjects.filter(subject => only === undefined || subject === only)
if (chosen.length === 0) throw new Error(`--only takes one of: ${subjects.join(', ')}`)
const size = options.includes('--quick') ? quick : full

const postgres = await startTemporaryPostgres()
try {
  const address = { connection: postgres.connection, schema: 'shop' }
  await migrate(address)
  const ground = await openGround(address)
  try {
    console.log(`${await machine(ground)}\n`)
    const results = []
    for (const subject of chosen) {
      for (const contest of await contestsOf[subject](ground, size)) {
        process.stderr.write(`${contest.name} …\n`)
        results.push(await hold(contest, size.rounds, () => gatherStatistics(ground)))
      }
    }
    console.log(tableOf(results))
    const differences = await stock.verify(ground.ours)
    if (differences.length > 0) throw new Error(`the ledger does not agree with itself: ${differences[0]}`)
  } finally {
    await ground.close()
  }
} finally {
  await postgres.stop()
}
