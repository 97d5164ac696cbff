import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
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
 * a pipe from us: when we are gone, even by kill -9, it reads end-of-file and asks PostgreSQL for a fast shutdown. It
 * asks only the process that the pid file names, because ours may be gone and its number given to another.
 */
const BECOME_POSTGRES = `
cluster=$1; shift
( (
  while read -r word <&3; do [ "$word" = ended ] && exit; done
  while kill -0 $$; do
    read -r holder <"$cluster/postmaster.pid"
    [ "$holder" = $$ ] && { kill -INT $$; exit; }
    tries=x$tries; [ $tries = xxxxxxxxxx ] && exit
    sleep 1
  done
) >/dev/null 2>&1 & )
exec 3<&-
exec "$@"`

const POLL_MILLISECONDS = 20
const LAST_WORDS_MILLISECONDS = 1000
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
    // The pipe to the watcher is not stdin, which node closes without a word when its child ends.
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  const ended = whenEnded(child, child.stdio[3] as Writable)
  let output = ''
  let ready = false
  const lines = createInterface({ input: child.stderr as Readable })
  const lastLine = once(lines, 'close')
  lines.on('line', line => {
    if (!ready) output += `${line}\n`
    const shown = serverLine(line)
    // What ends a start is told once, by the error that the start throws.
    if (shown !== undefined && (ready || shown.startsWith('LOG:'))) log(`PostgreSQL: ${shown}`)
  })
  return {
    ended,
    startOutput: () => output,
    async becameReady() {
      ready = await untilReady(child, ground.cluster)
      // Its last words may arrive after the news of its end, or never if a back-end holds on to the pipe.
      if (!ready) await Promise.race([lastLine, pause(LAST_WORDS_MILLISECONDS)])
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

function whenEnded(child: ChildProcess, watcher: Writable): Promise<Ended> {
  // The watcher may itself have been killed.
  watcher.on('error', () => {})
  return new Promise(resolve => {
    const end = (ended: Ended) => {
      watcher.end('ended\n')
      resolve(ended)
    }
    child.on('exit', (code, signal) => end({ code, signal }))
    child.on('error', () => end({ code: null, signal: null }))
  })
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null
}
