import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { cleanEnvironment } from './account.ts'
import type { Ground } from './choose-ground.ts'
import { readPidFile } from './pid-file.ts'
import { serverArguments, serverLine } from './settings.ts'
import type { SocketPlace } from './socket-place.ts'

/** How a process ended. */
export interface Ended {
  readonly code: number | null
  readonly signal: string | null
}

/** A PostgreSQL server process of ours, starting or running. */
export interface Postmaster {
  readonly ended: Promise<Ended>
  /** What it printed until it was ready, to explain a start that failed. */
  startOutput(): string
  /** Resolves to true when it accepts connections, to false when it ended first. */
  becameReady(): Promise<boolean>
  /** Fast shutdown; after the given time an immediate one, which the next start recovers from. */
  stop(withinMilliseconds: number): Promise<void>
}

/**
 * The shell starts a watcher and then becomes PostgreSQL, so that our child is the postmaster itself. The watcher waits on
 * the pipe from us: when we are gone, even by kill -9, it reads end-of-file and asks PostgreSQL for a fast shutdown. It
 * asks only the process that the pid file names, because ours may be gone and its number given to another.
 */
const BECOME_POSTGRES = `
cluster=$1; shift
exec 3<&0 </dev/null
( (
  while read -r word <&3; do [ "$word" = ended ] && exit; done
  for try in 1 2 3 4 5 6 7 8 9 10; do
    read -r holder <"$cluster/postmaster.pid"
    [ "$holder" = $$ ] && kill -INT $$ && exit
    sleep 1
  done
) >/dev/null 2>&1 & )
exec 3<&-
exec "$@"`

const POLL_MILLISECONDS = 20
/** What an immediate shutdown may take before we stop asking. */
const IMMEDIATE_MILLISECONDS = 2000

export function launchPostmaster(
  ground: Ground,
  place: SocketPlace,
  settings: Readonly<Record<string, string>>,
  log: (line: string) => void,
): Postmaster {
  const program = join(ground.binaries.folder, 'bin', 'postgres')
  const args = serverArguments(ground.cluster, place, settings)
  const child = spawn('/bin/sh', ['-c', BECOME_POSTGRES, 'sh', ground.cluster, program, ...args], {
    ...ground.account.switchTo,
    cwd: '/',
    env: cleanEnvironment(),
    // In a session of its own, Ctrl-C reaches only us, and we decide what stops first.
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  // PostgreSQL may be gone before the watcher has read what we write.
  child.stdin.on('error', () => {})
  const ended = whenEnded(child)
  let output = ''
  let ready = false
  createInterface({ input: child.stderr }).on('line', line => {
    if (!ready) output += `${line}\n`
    const shown = serverLine(line)
    if (ready && shown !== undefined) log(`PostgreSQL: ${shown}`)
  })
  return {
    ended,
    startOutput: () => output,
    async becameReady() {
      ready = await untilReady(child, ground.cluster)
      return ready
    },
    stop: withinMilliseconds => stop(child, ended, withinMilliseconds),
  }
}

async function untilReady(child: ChildProcess, cluster: string): Promise<boolean> {
  while (isRunning(child)) {
    const file = await readPidFile(cluster)
    if (file?.pid === child.pid && file?.status === 'ready') return true
    await pause(POLL_MILLISECONDS)
  }
  return false
}

async function stop(child: ChildProcess, ended: Promise<Ended>, withinMilliseconds: number): Promise<void> {
  for (const [signal, milliseconds] of [
    ['SIGINT', withinMilliseconds],
    ['SIGQUIT', IMMEDIATE_MILLISECONDS],
    ['SIGKILL', IMMEDIATE_MILLISECONDS],
  ] as const) {
    if (isRunning(child)) child.kill(signal)
    const waiting = new AbortController()
    await Promise.race([ended, pause(milliseconds, undefined, { signal: waiting.signal }).catch(() => {})])
    waiting.abort()
    if (!isRunning(child)) return
  }
}

function whenEnded(child: ChildProcess): Promise<Ended> {
  return new Promise(resolve => {
    const end = (ended: Ended) => {
      child.stdin?.end('ended\n')
      resolve(ended)
    }
    child.on('exit', (code, signal) => end({ code, signal }))
    child.on('error', () => end({ code: null, signal: null }))
  })
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null
}
