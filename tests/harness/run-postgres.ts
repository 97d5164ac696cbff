import { StartError, startEmbeddedPostgres } from '../../server/platform/embedded-postgres/public.ts'

/**
 * A program that does with PostgreSQL what the server does, for tests that kill it or run it as somebody else:
 * run-postgres.ts DATA_DIRECTORY prints one line of JSON when PostgreSQL is up, stops it on SIGTERM, ends with 1 and a
 * sentence when it cannot start, and with 3 when PostgreSQL dies.
 */
try {
  const server = await startEmbeddedPostgres({
    dataDirectory: process.argv[2]!,
    log: line => console.error(line),
  })
  process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)))
  void server.died.then(() => process.exit(3))
  console.log(JSON.stringify({ connection: server.connection, cluster: server.cluster }))
} catch (error) {
  if (!(error instanceof StartError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
