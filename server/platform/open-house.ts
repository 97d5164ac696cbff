import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { pino } from 'pino'
import { type Clock, systemClock } from './clock.ts'
import type { Configuration } from './configuration.ts'
import { type DatabaseAddress, migrate, openPool } from './database/public.ts'
import { type EmbeddedPostgres, StartError, startEmbeddedPostgres } from './embedded-postgres/public.ts'
import type { House } from './house.ts'

/** The one merchant's schema. More merchants are more schemas; no query names one. */
const schema = 'shop'

export interface OpenHouse extends House {
  /** The PostgreSQL that was started here; undefined with DATABASE_URL. */
  readonly postgres: EmbeddedPostgres | undefined
  /** Closes what was opened, PostgreSQL last. */
  close(): Promise<void>
}

/** Finds or starts the database, migrates it and opens the pool. Throws with one clear sentence when it cannot. */
export async function openHouse(
  configuration: Configuration,
  clock: Clock = systemClock,
): Promise<OpenHouse> {
  const log = pino({
    level: configuration.logLevel,
    redact: ['req.headers.cookie', 'req.headers.authorization'],
  })
  const postgres = configuration.databaseUrl === undefined ? await startOurs(configuration, log) : undefined
  try {
    const address = { connection: connectionOf(configuration, postgres), schema }
    const ran = await migrateOrSay(address)
    if (ran.length > 0) log.info({ migrations: ran }, 'the database was migrated')
    const pool = openPool(address)
    pool.on('error', error => log.warn({ why: error.message }, 'a database connection was lost'))
    return {
      configuration,
      address,
      pool,
      clock,
      log,
      postgres,
      close: async () => {
        await pool.end()
        await postgres?.stop()
      },
    }
  } catch (error) {
    await postgres?.stop()
    throw error
  }
}

async function startOurs(configuration: Configuration, log: House['log']): Promise<EmbeddedPostgres> {
  const dataDirectory = path.join(configuration.dataDirectory, 'postgres')
  try {
    mkdirSync(configuration.dataDirectory, { recursive: true })
  } catch (error) {
    throw new StartError(
      `The data folder ${configuration.dataDirectory} cannot be made (${(error as NodeJS.ErrnoException).code}). Choose another one with DATA_DIR.`,
    )
  }
  return startEmbeddedPostgres({ dataDirectory, log: line => log.info({ postgres: line }, 'PostgreSQL') })
}

function connectionOf(configuration: Configuration, postgres: EmbeddedPostgres | undefined): pg.PoolConfig {
  return postgres === undefined
    ? { connectionString: configuration.databaseUrl! }
    : { ...postgres.connection }
}

async function migrateOrSay(address: DatabaseAddress): Promise<string[]> {
  try {
    return await migrate(address)
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ETIMEDOUT') {
      throw new StartError(
        `The database at DATABASE_URL cannot be reached (${code}). Check the address, and that PostgreSQL runs there.`,
      )
    }
    if (code === '28P01' || code === '28000')
      throw new StartError(
        'The database at DATABASE_URL refuses this user or password. Correct DATABASE_URL.',
      )
    if (code === '3D000')
      throw new StartError(
        'The database named in DATABASE_URL does not exist. Create it, or correct DATABASE_URL.',
      )
    if (code === '53100')
      throw new StartError(
        'The disk is full, so the database cannot be migrated. Free some space and start again.',
      )
    throw error
  }
}
