import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { projectRoot } from '../project-root.ts'
import type { DatabaseAddress } from './connect.ts'

/** One lock for all migrations of a database: two servers that start together migrate one after the other. */
const migrationLock = 7_105_602

export class MigrationError extends Error {}

/**
 * Brings a merchant's schema up to date; makes it when it is missing. Each file runs in a transaction of its own.
 * Throws MigrationError when a file that ran before has been changed since, or the schema is of a newer Lotbook.
 * Returns the names of the files that ran now.
 */
export async function migrate(address: DatabaseAddress): Promise<string[]> {
  const client = new pg.Client({
    ...address.connection,
    options: `-c search_path=${address.schema} -c timezone=UTC`,
  })
  await client.connect()
  try {
    await refuseOldServer(client)
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await client.query(`create schema if not exists ${pg.escapeIdentifier(address.schema)}`)
    await client.query(
      'create table if not exists migration (name text primary key, digest text not null, applied_at timestamptz not null)',
    )
    return await runMissing(client, await migrationFiles())
  } finally {
    await client.end()
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query("select current_setting('server_version_num')::int as version")
  if (rows[0].version < 150000) {
    throw new MigrationError(
      'This PostgreSQL is older than 15. Lotbook needs PostgreSQL 15 or newer; use another DATABASE_URL.',
    )
  }
}

async function runMissing(client: pg.Client, files: { name: string; text: string }[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from migration')
  const applied = new Map(rows.map(row => [row.name, row.digest]))
  const newer = [...applied.keys()].find(name => !files.some(file => file.name === name))
  if (newer !== undefined) {
    throw new MigrationError(
      `The database was migrated by a newer Lotbook (${newer}). Start that version, or restore a backup.`,
    )
  }
  const ran: string[] = []
  for (const file of files) {
    const digest = createHash('sha256').update(file.text).digest('hex')
    const before = applied.get(file.name)
    if (before === digest) continue
    if (before !== undefined)
      throw new MigrationError(`Migration ${file.name} was changed after it ran; migrations only go forward.`)
    await client.query('begin')
    await client.query(file.text)
    await client.query('insert into migration values ($1, $2, now())', [file.name, digest])
    await client.query('commit')
    ran.push(file.name)
  }
  return ran
}

async function migrationFiles(): Promise<{ name: string; text: string }[]> {
  const folder = path.join(projectRoot(), 'db/migrations')
  const names = (await readdir(folder)).filter(name => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async name => ({ name, text: await readFile(path.join(folder, name), 'utf8') })),
  )
}
