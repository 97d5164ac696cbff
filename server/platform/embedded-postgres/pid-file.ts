import { execFile } from 'node:child_process'
import { chown, readFile, readlink, realpath, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What postmaster.pid says. `status` is empty until PostgreSQL has written it. */
export interface PidFile {
  readonly pid: number
  readonly status: 'starting' | 'stopping' | 'ready' | 'standby' | ''
}

/** No system gives out a process id as high as this one. */
const NOBODYS_PID = 2147483646
const STATUS_LINE = 7

export async function readPidFile(cluster: string): Promise<PidFile | undefined> {
  const lines = await pidFileLines(cluster)
  if (!lines) return undefined
  return { pid: Number(lines[0]), status: (lines[STATUS_LINE] ?? '').trim() as PidFile['status'] }
}

/** The PostgreSQL that holds this cluster now, or nothing if the pid file is missing or stale. */
export async function findLivePostmaster(cluster: string): Promise<PidFile | undefined> {
  const found = await readPidFile(cluster)
  return found && (await isPostmasterOf(found.pid, cluster)) ? found : undefined
}

/**
 * After kill -9 or a crash the pid in a left-over file may by now belong to any process, and PostgreSQL would wait for
 * that one for ever. We point the file at nobody instead of deleting it, because PostgreSQL finds in it the shared memory
 * that old back-ends may still be using.
 */
export async function disarmStalePidFile(cluster: string): Promise<void> {
  const lines = await pidFileLines(cluster)
  if (!lines || !isAlive(Number(lines[0])) || (await isPostmasterOf(Number(lines[0]), cluster))) return
  const path = join(cluster, 'postmaster.pid')
  const { uid, gid } = await stat(path)
  await writeFile(`${path}.new`, [NOBODYS_PID, ...lines.slice(1)].join('\n'), { mode: 0o600 })
  await chown(`${path}.new`, uid, gid)
  await rename(`${path}.new`, path)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A postmaster's working directory is its cluster; where /proc is missing (macOS) its command line names it. */
async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return false
  if (process.platform !== 'linux') return (await commandLine(pid)).includes(cluster)
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(cluster))
  } catch {
    // A process that we may not look at is another account's, and PostgreSQL passes over those by itself.
    return false
  }
}

function commandLine(pid: number): Promise<string> {
  return new Promise(resolve => {
    execFile('ps', ['-p', String(pid), '-o', 'command='], (_error, stdout) => resolve(stdout))
  })
}

async function pidFileLines(cluster: string): Promise<string[] | undefined> {
  try {
    return (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
