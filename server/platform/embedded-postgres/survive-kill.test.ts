import { spawn } from 'node:child_process'
import { access, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import {
  ordinaryUser,
  type PostgresProcess,
  query,
  runningAsRoot,
  startPostgresProcess,
  temporaryFolder,
  whyNoOrdinaryUser,
} from '../../../tests/harness/postgres-process.ts'

// Every test makes whole database servers, and a busy machine takes its time over that.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

test('when node is killed with -9, PostgreSQL stops cleanly by itself', async () => {
  const { first, folder, cluster } = await started()
  first.node.kill('SIGKILL')
  await expect.poll(() => exists(join(cluster, 'postmaster.pid')), { timeout: 30_000 }).toBe(false)
  await nothingRunsOn(folder)
  const { ended } = await keptAfterRestart(folder)
  expect((await ended()).said).not.toContain('recovery')
})

test('a start right after kill -9 of node waits for the old PostgreSQL and finds the data', async () => {
  const { first, folder } = await started()
  first.node.kill('SIGKILL')
  await keptAfterRestart(folder)
})

test('when PostgreSQL is killed with -9, died settles, and the next start recovers', async () => {
  const { first, folder, cluster } = await started()
  process.kill(await postmasterOf(cluster), 'SIGKILL')
  expect((await first.ended).code).toBe(3)
  await nothingRunsOn(folder)
  const { ended } = await keptAfterRestart(folder)
  expect((await ended()).said).toContain('automatic recovery in progress')
})

test('after kill -9 of both, with a statement still running, the next start recovers', async () => {
  const { first, folder, cluster, connection } = await started()
  const running = query(connection, 'select pg_sleep(60)').catch(() => {})
  await expect
    .poll(() => query(connection, "select 1 from pg_stat_activity where query = 'select pg_sleep(60)'"), {
      timeout: 30_000,
    })
    .toHaveLength(1)
  process.kill(await postmasterOf(cluster), 'SIGKILL')
  first.node.kill('SIGKILL')
  await keptAfterRestart(folder)
  await running
})

test('a stale pid file whose number now belongs to another process of the same account does not hinder', async context => {
  const why = whyNoOrdinaryUser()
  if (why) return context.skip(why)
  // Whoever the cluster's owner is, the bystander must be the same, or PostgreSQL itself sees through it.
  const env = { LOTBOOK_POSTGRES_ACCOUNT: 'nobody' }
  const { first, folder, cluster } = await started(env)
  process.kill(await postmasterOf(cluster), 'SIGKILL')
  await first.ended
  const bystander = spawn('sleep', ['60'], { ...ordinaryUser, cwd: '/' })
  onTestFinished(() => void bystander.kill())
  const path = join(cluster, 'postmaster.pid')
  const lines = (await readFile(path, 'utf8')).split('\n')
  await writeFile(path, [bystander.pid, ...lines.slice(1)].join('\n'))
  const lock = join(folder, 'socket', '.s.PGSQL.5432.lock')
  const lockLines = (await readFile(lock, 'utf8')).split('\n')
  await writeFile(lock, [bystander.pid, ...lockLines.slice(1)].join('\n'))
  await keptAfterRestart(folder)
  expect(bystander.exitCode).toBeNull()
})

test.runIf(process.platform === 'linux')(
  'after kill -9 of everything in the middle of a first start, the next makes a whole cluster and sweeps up',
  async () => {
    const folder = await killedWhileMaking()
    expect(await readdir(folder)).toEqual([expect.stringMatching(/^new-[0-9a-f]+$/)])
    await startPostgresProcess(folder).up
    expect((await readdir(folder)).sort()).toEqual(['cluster', 'socket'])
  },
)

test('Ctrl-C and SIGTERM reach node first, and PostgreSQL is gone before node ends with 0', async () => {
  const { first, folder, cluster } = await started()
  const postmaster = await postmasterOf(cluster)
  first.node.kill('SIGTERM')
  expect((await first.ended).code).toBe(0)
  expect(() => process.kill(postmaster, 0)).toThrow(/ESRCH/)
  await nothingRunsOn(folder)
})

test('a second start beside a living one is refused with a sentence and does no harm', async () => {
  const { folder, connection } = await started()
  const { code, said } = await startPostgresProcess(folder).ended
  expect(code).toBe(1)
  expect(said).toMatch(
    /^Another Lotbook is already running on the data folder .* \(its PostgreSQL is process \d+\).*\.\n$/,
  )
  expect(await query(connection, 'select id from kept')).toEqual([{ id: 7 }])
})

/** A server in a process of its own, with one committed row. */
async function started(env: NodeJS.ProcessEnv = {}) {
  const folder = join(await temporaryFolder(), 'data')
  const first = startPostgresProcess(folder, runningAsRoot ? { env } : {})
  const { connection, cluster } = await first.up
  await query(connection, 'create table kept (id int)', 'insert into kept values (7)')
  return { first, folder, cluster, connection }
}

/** The folder of a first start that was killed with its cluster half made. */
async function killedWhileMaking(): Promise<string> {
  for (;;) {
    const folder = join(await temporaryFolder(), 'data')
    const first = startPostgresProcess(folder)
    const files = () => readdir(folder, { recursive: true }).catch(() => [])
    await expect
      .poll(async () => (await files()).join(), { interval: 5, timeout: 60_000 })
      .toContain('PG_VERSION')
    for (const pid of await processesNaming(folder)) killIfThere(pid)
    await first.ended
    // On a busy machine the cluster may be whole before the kill; then another is killed.
    if (!(await readdir(folder)).includes('cluster')) return folder
  }
}

async function keptAfterRestart(folder: string) {
  const again: PostgresProcess = startPostgresProcess(folder)
  const { connection } = await again.up
  expect(await query(connection, 'select id from kept')).toEqual([{ id: 7 }])
  return {
    ended: () => {
      again.node.kill('SIGTERM')
      return again.ended
    },
  }
}

/** What initdb starts comes and goes, and may have gone since it was seen. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

async function postmasterOf(cluster: string): Promise<number> {
  return Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0])
}

/** Neither PostgreSQL nor its watcher: both name the folder on their command lines. */
async function nothingRunsOn(folder: string): Promise<void> {
  if (process.platform !== 'linux') return
  await expect.poll(() => processesNaming(folder), { timeout: 30_000 }).toEqual([])
}

async function processesNaming(folder: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  const lines = await Promise.all(pids.map(pid => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return pids.filter((_, at) => lines[at]!.includes(folder)).map(Number)
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
