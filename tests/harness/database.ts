import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import type {} from './global-postgres.ts'

/** A database of one test file's own, on the run's PostgreSQL. */
export interface TestDatabase {
  readonly connectionConfig: pg.PoolConfig
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>
}

/**
 * Makes a database with a random name: empty, or a copy of the database named as template, to which nobody may be
 * connected meanwhile.
 */
export async function createTestDatabase(options: { template?: string } = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await onServer(`create database ${name} template ${pg.escapeIdentifier(options.template ?? 'template1')}`)
  return {
    connectionConfig: { ...inject('testServer'), database: name },
    drop: () => onServer(`drop database if exists ${name} with (force)`),
  }
}

/** Runs one statement as the run's superuser, outside of any test's database. */
async function onServer(statement: string): Promise<void> {
  const client = new pg.Client(inject('testServer'))
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
