import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const checkout = path.resolve(import.meta.dirname, '../..')

// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers as a script would, without the contract's help.
export type Json = any

/** The whole product as a user starts it, built, in a process of its own that tests may kill. */
export interface ServerProcess {
  readonly node: ChildProcess
  readonly origin: string
  /** Sends a request as JSON; rejects when the server is gone. */
  call(method: string, path: string, body?: unknown, key?: string): Promise<{ status: number; body: Json }>
  /** Uploads a file as the field "file". */
  upload(path: string, fileName: string, file: Uint8Array): Promise<{ status: number; body: Json }>
  /** kill -9 of the server, or of PostgreSQL, or of both, at once. */
  kill(what: 'server' | 'postgres' | 'both'): Promise<void>
  /** SIGTERM, and waits until it is gone; gives its exit code. */
  stop(): Promise<number | null>
}

/** Starts it on a data folder, on a free port, and waits until it says its address. */
export async function startServer(dataDirectory: string, cookie: { value: string }): Promise<ServerProcess> {
  const node = spawn(process.execPath, ['dist/server/cli.js', 'start'], {
    cwd: checkout,
    env: { ...process.env, DATA_DIR: dataDirectory, PORT: '0', LOG_LEVEL: 'error', DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  node.stdout.on('data', chunk => (said += chunk))
  node.stderr.on('data', chunk => (said += chunk))
  const ended = new Promise<number | null>(resolve => node.on('close', resolve))
  const origin = await Promise.race([
    addressIn(() => said),
    ended.then(code => Promise.reject(new Error(`the server ended with ${code}: ${said}`))),
  ])
  const send = async (url: string, request: RequestInit) => {
    const answer = await fetch(`${origin}/api/v1${url}`, {
      ...request,
      headers: { cookie: cookie.value, ...request.headers },
    })
    const set = answer.headers.getSetCookie()[0]
    if (set !== undefined) cookie.value = set.split(';')[0]!
    return { status: answer.status, body: await answer.json() }
  }
  return {
    node,
    origin,
    call: (method, url, body, key) =>
      send(url, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
      }),
    upload: (url, fileName, file) => {
      const form = new FormData()
      form.set('file', new Blob([file as Uint8Array<ArrayBuffer>]), fileName)
      return send(url, { method: 'POST', body: form })
    },
    kill: async what => {
      const postmaster = postmasterOf(dataDirectory)
      if (what !== 'postgres') node.kill('SIGKILL')
      if (what !== 'server') process.kill(postmaster, 'SIGKILL')
      if (what !== 'postgres') await ended
    },
    stop: async () => {
      node.kill('SIGTERM')
      return ended
    },
  }
}

async function addressIn(said: () => string): Promise<string> {
  for (;;) {
    const address = /Lotbook is open at (http:\S+)\/admin/.exec(said())
    if (address !== null) return address[1]!
    await sleep(50)
  }
}

/** A connection to the PostgreSQL of a started server, beside the server's own; it breaks when that is killed. */
export async function connectBeside(dataDirectory: string): Promise<pg.Client> {
  const [, , , port, host] = pidFileOf(dataDirectory)
  const password = readFileSync(path.join(dataDirectory, 'postgres/cluster/lotbook-password'), 'utf8').trim()
  const client = new pg.Client({ host, port: Number(port), user: 'lotbook', password, database: 'lotbook' })
  client.on('error', () => {})
  await client.connect()
  return client
}

const postmasterOf = (dataDirectory: string) => Number(pidFileOf(dataDirectory)[0])

/** The process, the data folder, the time of the start, the port and the folder of the socket, a line each. */
const pidFileOf = (dataDirectory: string) =>
  readFileSync(path.join(dataDirectory, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')

/** `lotbook verify`, built, on a data folder whose server is not running; gives what it prints, and throws when it finds a difference. */
export function verifyByCommand(dataDirectory: string): string {
  return execFileSync(process.execPath, ['dist/server/cli.js', 'verify'], {
    cwd: checkout,
    env: { ...process.env, DATA_DIR: dataDirectory, DATABASE_URL: '' },
    encoding: 'utf8',
  })
}
