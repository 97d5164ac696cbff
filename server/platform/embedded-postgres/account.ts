import { spawn } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { StartError } from './start-error.ts'

/** Who PostgreSQL runs as. `switchTo` is set only when we are root and it is not, because PostgreSQL refuses to be root. */
export interface Account {
  readonly name: string
  readonly switchTo?: { readonly uid: number; readonly gid: number }
}

/** Whoever runs this process. */
export const MYSELF: Account = { name: nameOfMe() }

/**
 * Chooses whom root drops to: whoever already owns the cluster, so that data stays readable when accounts come and go;
 * else LOTBOOK_POSTGRES_ACCOUNT, `postgres` or `nobody`. No account is ever created.
 */
export async function chooseAccount(existingCluster: string | undefined): Promise<Account> {
  if (existingCluster !== undefined) {
    const { uid, gid } = await stat(existingCluster)
    if (uid !== 0) return proven({ name: await nameOf(uid), switchTo: { uid, gid } })
  }
  const wished = process.env.LOTBOOK_POSTGRES_ACCOUNT
  for (const name of wished ? [wished] : ['postgres', 'nobody']) {
    const uid = await idOf('-u', name)
    const gid = await idOf('-g', name)
    if (uid && gid !== undefined) return proven({ name, switchTo: { uid, gid } })
  }
  throw new StartError(
    wished
      ? `LOTBOOK_POSTGRES_ACCOUNT names the account "${wished}", which is root or does not exist here: name one that exists, because PostgreSQL does not run as root.`
      : 'PostgreSQL does not run as root and there is neither a "postgres" nor a "nobody" account here: start Lotbook as an ordinary user, or name an account in LOTBOOK_POSTGRES_ACCOUNT.',
  )
}

/** In some containers root may not become anybody else. */
async function proven(account: Account): Promise<Account> {
  const { code, output } = await runAs(account, '/bin/sh', ['-c', ':'])
  if (code === 0) return account
  throw new StartError(
    `PostgreSQL does not run as root, and root may not switch to the account "${account.name}" here (${output.trim()}): start Lotbook as an ordinary user.`,
  )
}

export interface Finished {
  /** Null when a signal ended it or it could not even be started. */
  readonly code: number | null
  readonly output: string
}

/** Runs a program to its end as the account and collects what it printed. */
export async function runAs(account: Account, program: string, args: readonly string[]): Promise<Finished> {
  try {
    return await run(account, program, args)
  } catch (error) {
    return { code: null, output: error instanceof Error ? error.message : String(error) }
  }
}

function run(account: Account, program: string, args: readonly string[]): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...account.switchTo,
      // The account may not be allowed into our own working directory, and shells complain about that.
      cwd: '/',
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', chunk => (output += chunk))
    child.stderr.on('data', chunk => (output += chunk))
    child.on('error', reject)
    child.on('close', code => resolve({ code, output }))
  })
}

/** Whether the account passes `test <flag> <path>`: -x to enter a folder, -w to write to it, -r to read a file. */
export async function accountMay(account: Account, flag: '-x' | '-w' | '-r', path: string): Promise<boolean> {
  return (await runAs(account, '/bin/sh', ['-c', 'test "$1" "$2"', 'sh', flag, path])).code === 0
}

/** PG* variables of the person's shell must not reach our server, and its messages must be the English ones we read. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}

function nameOfMe(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run as a number that has no name.
    return String(process.getuid?.() ?? 'unknown')
  }
}

async function nameOf(uid: number): Promise<string> {
  const { code, output } = await runAs(MYSELF, 'id', ['-un', String(uid)])
  return code === 0 ? output.trim() : String(uid)
}

async function idOf(flag: '-u' | '-g', name: string): Promise<number | undefined> {
  const { code, output } = await runAs(MYSELF, 'id', [flag, name])
  // macOS prints nobody's -2 as 4294967294; the bit operation gives the number that setuid wants.
  return code === 0 ? Number(output) | 0 : undefined
}
