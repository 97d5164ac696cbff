import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../server/platform/database/public.ts'
import { migrateJobs } from '../../server/platform/jobs/public.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The migrated database that every test shop is a copy of. */
    shopTemplate: string
  }
}

const schema = 'shop'

/** Makes the template once for the whole run; copying it takes a tenth of what migrating takes. */
export default async function shopTemplate(project: TestProject): Promise<() => Promise<void>> {
  const { testServer } = project.getProvidedContext()
  const name = `template_${randomBytes(6).toString('hex')}`
  await onServer(testServer, `create database ${name}`)
  await fillTemplate({ ...testServer, database: name })
  project.provide('shopTemplate', name)
  return () => onServer(testServer, `drop database if exists ${name} with (force)`).catch(() => {})
}

async function onServer(server: pg.ClientConfig, statement: string): Promise<void> {
  const client = new pg.Client(server)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Migrated, with an owner whose password cannot be used. */
async function fillTemplate(connection: pg.PoolConfig): Promise<void> {
  await migrate({ connection, schema })
  await migrateJobs(connection)
  const client = new pg.Client({ ...connection, options: `-c search_path=${schema}` })
  await client.connect()
  await client.query(
    `insert into staff (id, name, email, role, password_hash, is_founder, created_at)
     overriding system value values (1, 'Olive Owner', 'owner@example.com', 'owner', 'none', true, '2026-01-01')`,
  )
  await client.query(`select setval(pg_get_serial_sequence('staff', 'id'), 1)`)
  await client.query(`update shop set name = 'Test shop', currency = 'EUR', time_zone = 'UTC'`)
  await client.end()
}
