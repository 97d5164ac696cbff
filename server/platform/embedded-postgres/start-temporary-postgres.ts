import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts'

/** A PostgreSQL whose data go when it stops: for tests, benches and tools that need an empty one for a while. */
export async function startTemporaryPostgres(
  settings: Record<string, string> = {},
): Promise<EmbeddedPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'lotbook-temporary-'))
  // As root, PostgreSQL runs as another account, which must be able to pass through here.
  await chmod(folder, 0o755)
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const server = await startEmbeddedPostgres({
      dataDirectory: join(folder, 'postgres'),
      log: () => {},
      settings,
    })
    return { ...server, stop: within => server.stop(within).finally(remove) }
  } catch (error) {
    await remove()
    throw error
  }
}
