import type pg from 'pg'
import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import type { Configuration } from './configuration.ts'
import type { DatabaseAddress } from './database/public.ts'

/** What the server stands on: handed down explicitly, never reached for. */
export interface House {
  readonly configuration: Configuration
  readonly address: DatabaseAddress
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly log: Logger
}
