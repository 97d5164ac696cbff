import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { MYSELF } from './account.ts'
import { chooseGround, type Ground } from './choose-ground.ts'
import { findBinaries } from './find-binaries.ts'
import { makeClusterIfMissing, readPassword, SUPERUSER, sweepBrokenAttempts } from './make-cluster.ts'
import { disarmStalePidFile, findLivePostmaster } from './pid-file.ts'
import { type Ended, launchPostmaster, type Postmaster } from './postmaster.ts'
import { refuseFixedSettings } from './settings.ts'
import { chooseSocketPlace, leaveSocketPlace, type SocketPlace } from './socket-place.ts'
import { explainFileError, explainOutput, folderIsInUse } from './start-error.ts'

export interface EmbeddedPostgres {
  /** For pg: `host` is the socket's directory. The user is a superuser. */
  readonly connection: { host: string; port: number; user: string; password: string; database: string }
  /** PostgreSQL's own data directory, which is below /var/lib when the account may not enter the folder asked for. */
  readonly cluster: string
  /** Stops PostgreSQL cleanly (fast shutdown) within the time, 7 s unless told otherwise; then immediately. */
  stop(withinMilliseconds?: number): Promise<void>
  /** Settles only if PostgreSQL ends without having been asked by stop(). */
  readonly died: Promise<Ended>
}

export interface StartOptions {
  /** Ours alone: it must be new, empty, or made by an earlier start. */
  readonly dataDirectory: string
  /** Gets one line at a time: where things are if not where expected, and what PostgreSQL itself reports. */
  readonly log: (line: string) => void
  /** Server settings, such as max_connections; those that promises rest on (fsync, where it listens) are refused. */
  readonly settings?: Record<string, string>
}

const DATABASE = 'lotbook'
/** How long the back-ends of a PostgreSQL that was killed may take to go. */
const PATIENCE_MILLISECONDS = 10_000
/**
 * How long we wait for another PostgreSQL on the folder. One that looks well has either lost its node process just now and
 * will be told so at once, or somebody is using it; one that is stopping may have much to write.
 */
const WAIT_MILLISECONDS = { ready: 3000, standby: 3000, starting: 10_000, stopping: 60_000 }
const RETRY_MILLISECONDS = 200
const STOP_MILLISECONDS = 7000

/**
 * Starts the PostgreSQL that comes with Lotbook on the data folder, making cluster and database when missing.
 * Throws StartError, whose message is one sentence for a person, when it cannot.
 */
export async function startEmbeddedPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  refuseFixedSettings(options.settings ?? {})
  let accountName = MYSELF.name
  try {
    const ground = await chooseGround(options.dataDirectory, await findBinaries(), options.log)
    accountName = ground.account.name
    await makeClusterIfMissing(ground, options.log)
    const password = await readPassword(ground)
    const { postmaster, place } = await holdCluster(ground, options)
    const life = lifeOf(postmaster, () => leaveSocketPlace(ground, place))
    const connection = {
      host: place.directory,
      port: place.port,
      user: SUPERUSER,
      password,
      database: DATABASE,
    }
    try {
      await makeDatabaseIfMissing(connection)
      await sweepBrokenAttempts(ground.folder)
    } catch (error) {
      await life.stop()
      throw error
    }
    return { connection, cluster: ground.cluster, ...life }
  } catch (error) {
    throw explainFileError(error, options.dataDirectory, accountName)
  }
}

/** Tries until PostgreSQL holds the cluster: a killed one may need some seconds to let go of it. */
async function holdCluster(
  ground: Ground,
  options: StartOptions,
): Promise<{ postmaster: Postmaster; place: SocketPlace }> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS
  for (;;) {
    await waitForHolder(ground, options.log)
    await disarmStalePidFile(ground.cluster)
    const place = await chooseSocketPlace(ground)
    const postmaster = launchPostmaster(ground, place, options.settings ?? {}, options.log)
    if (await postmaster.becameReady()) return { postmaster, place }
    const output = postmaster.startOutput()
    if (!/lock file .* already exists|pre-existing shared memory/.test(output) || Date.now() > deadline)
      throw explainOutput('PostgreSQL', output, ground.folder, ground.account.name)
    await pause(RETRY_MILLISECONDS)
  }
}

/** Waits while a PostgreSQL on this cluster goes; refuses when it is plainly staying. */
async function waitForHolder(ground: Ground, log: (line: string) => void): Promise<void> {
  const start = Date.now()
  let announced = false
  for (;;) {
    const holder = await findLivePostmaster(ground.cluster)
    if (!holder) return
    const waited = Date.now() - start
    if (waited > WAIT_MILLISECONDS[holder.status || 'starting'])
      throw folderIsInUse(ground.folder, holder.pid)
    if (waited > 1000 && holder.status === 'stopping' && !announced) {
      log(`Waiting for the PostgreSQL of an earlier start (process ${holder.pid}) to stop`)
      announced = true
    }
    await pause(RETRY_MILLISECONDS)
  }
}

async function makeDatabaseIfMissing(connection: EmbeddedPostgres['connection']): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

function lifeOf(postmaster: Postmaster, leave: () => Promise<void>): Pick<EmbeddedPostgres, 'stop' | 'died'> {
  let asked = false
  return {
    async stop(withinMilliseconds = STOP_MILLISECONDS) {
      asked = true
      await postmaster.stop(withinMilliseconds)
      await leave()
    },
    died: new Promise(resolve => {
      void postmaster.ended.then(ended => {
        if (!asked) resolve(ended)
      })
    }),
  }
}
