import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { onTestFinished } from 'vitest'

const CHECKOUT = resolve(import.meta.dirname, '../..')
export const runningAsRoot = process.getuid?.() === 0

/** Somebody who is not root: `nobody` if we are root, else ourselves. */
export const ordinaryUser = runningAsRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {}

/** A new folder that everybody may enter, below a short path; it goes when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp('/tmp/lotbook-test-')
  await chmod(folder, 0o755)
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A started run-postgres.ts. */
export interface PostgresProcess {
  readonly node: ChildProcess
  /** Where its PostgreSQL is; rejects when it ended instead. */
  readonly up: Promise<{ connection: Required<pg.ClientConfig>; cluster: string }>
  /** Its exit code (null after a signal) and everything it printed for people. */
  readonly ended: Promise<{ code: number | null; said: string }>
}

/** Runs run-postgres.ts on a folder, in this checkout as ourselves unless told otherwise; ends it after the test. */
export function startPostgresProcess(
  dataDirectory: string,
  options: { checkout?: string; as?: { uid?: number; gid?: number }; env?: NodeJS.ProcessEnv } = {},
): PostgresProcess {
  const checkout = options.checkout ?? CHECKOUT
  const program = join(checkout, 'tests/harness/run-postgres.ts')
  const node = spawn(process.execPath, ['--import', 'tsx', program, dataDirectory], {
    ...options.as,
    cwd: checkout,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  node.stderr.on('data', chunk => (said += chunk))
  const ended = new Promise<{ code: number | null; said: string }>((resolve, reject) => {
    node.on('close', code => resolve({ code, said }))
    node.on('error', reject)
  })
  const up = new Promise<{ connection: Required<pg.ClientConfig>; cluster: string }>((resolve, reject) => {
    createInterface({ input: node.stdout }).on('line', line => resolve(JSON.parse(line)))
    void ended.then(({ code }) => reject(new Error(`it ended with ${code}: ${said}`)))
  })
  // A test that expects a refusal looks at `ended` only.
  up.catch(() => {})
  onTestFinished(async () => {
    node.kill('SIGTERM')
    await ended
  })
  return { node, up, ended }
}

/** Runs statements over one connection and gives the rows of the last one. */
export async function query(connection: pg.ClientConfig, ...statements: string[]): Promise<unknown[]> {
  const client = new pg.Client(connection)
  // A test may kill the server under us; the query's own rejection tells about it.
  client.on('error', () => {})
  await client.connect()
  try {
    let rows: unknown[] = []
    for (const statement of statements) rows = (await client.query(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

/** Why a test cannot run something as an ordinary user here, or nothing if it can. */
export function whyNoOrdinaryUser(): string | undefined {
  if (!runningAsRoot) {
    accessSync(CHECKOUT, constants.R_OK)
    return undefined
  }
  try {
    execFileSync(process.execPath, ['-e', `require('fs').readdirSync(${JSON.stringify(CHECKOUT)})`], {
      ...ordinaryUser,
      cwd: '/',
      stdio: 'ignore',
    })
    return undefined
  } catch {
    return 'the account nobody may not enter this checkout'
  }
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
}
