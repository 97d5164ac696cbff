import { statfs } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'
import { startTemporaryPostgres } from '../../server/platform/embedded-postgres/public.ts'

/** How test files reach the run's PostgreSQL; plain values, because they travel between processes. */
export interface TestServer {
  host: string
  port: number
  user: string
  password: string
  /** A database to connect to while making others; tests leave it alone. */
  database: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer
    /** Whether the databases of test shops may stay until the run is over, and go with their PostgreSQL. */
    databasesMayStay: boolean
  }
}

/** A run leaves some 200 databases of 14 MB. */
const roomForAll = 10 * 1024 ** 3

/**
 * One real PostgreSQL for the whole run: the one that TEST_DATABASE_URL names, whose user must be allowed to create
 * databases, or an embedded one in a temporary folder that goes away afterwards.
 */
export default async function globalPostgres(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL
  if (url) {
    project.provide('testServer', serverOf(new URL(url)))
    project.provide('databasesMayStay', false)
    return async () => {}
  }
  // Nothing here outlives the run, so commits need not wait for the disk. fsync itself stays on.
  const server = await startTemporaryPostgres({ synchronous_commit: 'off', max_connections: '120' })
  project.provide('testServer', { ...server.connection })
  // ext4 passes over each file that was just deleted to make a new one: 1,000 go with a database, and the next takes
  // five times as long to make.
  const { bavail, bsize } = await statfs(server.cluster)
  project.provide('databasesMayStay', bavail * bsize > roomForAll)
  return () => server.stop()
}

function serverOf(url: URL): TestServer {
  return {
    host: url.searchParams.get('host') ?? url.hostname,
    port: Number(url.searchParams.get('port') ?? (url.port || 5432)),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
  }
}
