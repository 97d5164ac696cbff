import type { FastifyInstance } from 'fastify'
import { makeApp } from './app.ts'
import { dailyWork } from './daily-work.ts'
import { jobKinds } from './job-kinds.ts'
import { minuteWork } from './minute-work.ts'
import { CommandRefused } from './platform/command-refused.ts'
import type { Configuration } from './platform/configuration.ts'
import { startJobs } from './platform/jobs/public.ts'
import { type OpenHouse, openHouse } from './platform/open-house.ts'

/** How long requests under way may take to finish after SIGTERM; PostgreSQL gets the rest of the ten seconds. */
const drainMilliseconds = 6_000

/** Opens the house, serves it, and closes it in order at SIGTERM or SIGINT. Resolves when it listens. */
export async function serve(
  configuration: Configuration,
  prepare?: (house: OpenHouse) => Promise<void>,
): Promise<void> {
  const house = await openHouse(configuration)
  try {
    await prepare?.(house)
    const jobs = await startJobs(house, jobKinds, dailyWork, minuteWork)
    const app = await makeApp(house)
    const address = await listen(app, configuration)
    closeOnSignal(house, app, jobs)
    announce(configuration, address)
  } catch (error) {
    await house.close()
    throw error
  }
}

async function listen(app: FastifyInstance, { host, port }: Configuration): Promise<string> {
  try {
    return await app.listen({ host, port })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EADDRINUSE')
      throw new CommandRefused(
        `Port ${port} is taken by another program. Choose another one with PORT, as PORT=3001 npm start.`,
      )
    if (code === 'EACCES')
      throw new CommandRefused(
        `This account may not listen on port ${port}. Choose one above 1023 with PORT.`,
      )
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new CommandRefused(`HOST ${host} is no address of this machine. Use 127.0.0.1 or 0.0.0.0.`)
    throw error
  }
}

function closeOnSignal(house: OpenHouse, app: FastifyInstance, jobs: { stop(): Promise<void> }): void {
  let closing = false
  const close = async (why: string, code: number) => {
    if (closing) return
    closing = true
    house.log.info({ why }, 'closing')
    const late = setTimeout(() => app.server.closeAllConnections(), drainMilliseconds)
    await Promise.allSettled([app.close(), jobs.stop()])
    clearTimeout(late)
    await house.close()
    process.exit(code)
  }
  process.on('SIGTERM', () => void close('SIGTERM', 0))
  process.on('SIGINT', () => void close('SIGINT', 0))
  void house.postgres?.died.then(() => {
    if (closing) return
    house.log.fatal('PostgreSQL stopped by itself; start Lotbook again')
    void close('PostgreSQL stopped', 1)
  })
}

function announce(configuration: Configuration, address: string): void {
  const open = configuration.publicUrl ?? address
  process.stdout.write(
    `\nLotbook is open at ${open}/admin\n(data in ${configuration.databaseUrl === undefined ? configuration.dataDirectory : 'DATABASE_URL'}; stop with Ctrl-C)\n\n`,
  )
}
