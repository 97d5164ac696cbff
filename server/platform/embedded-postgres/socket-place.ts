import { createHash } from 'node:crypto'
import { chown, lstat, mkdir, rm, rmdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Account, accountMay } from './account.ts'
import type { Ground } from './choose-ground.ts'
import { StartError } from './start-error.ts'

/** Systems allow a socket's path 103 to 107 bytes; a little less leaves room for a longer port number. */
const LONGEST_SOCKET_PATH = 100
const FIRST_PORT = 5432
const LAST_PORT = 5441

/** Where the one socket is. The port is only a part of the file's name: nothing listens on the network. */
export interface SocketPlace {
  readonly directory: string
  readonly port: number
}

/**
 * Chooses a private folder for the socket, in the data folder when the path is short enough, and in it a name that no
 * other server answers on. Socket and lock files that nobody answers on are left-overs and go.
 */
export async function chooseSocketPlace(ground: Ground): Promise<SocketPlace> {
  const directory = await chooseDirectory(ground)
  for (let port = FIRST_PORT; port <= LAST_PORT; port++) {
    const path = socketPath({ directory, port })
    if (await answers(path)) continue
    await rm(path, { force: true })
    await rm(`${path}.lock`, { force: true })
    return { directory, port }
  }
  throw new StartError(
    `All socket names in ${directory} are taken by other PostgreSQL servers: stop one of them.`,
  )
}

/** Leaves nothing of ours in the temporary folder; to be called when PostgreSQL has stopped. */
export async function leaveSocketPlace(ground: Ground, place: SocketPlace): Promise<void> {
  if (place.directory !== besideTheCluster(ground)) await rmdir(place.directory).catch(() => {})
}

function socketPath({ directory, port }: SocketPlace): string {
  return join(directory, `.s.PGSQL.${port}`)
}

async function chooseDirectory(ground: Ground): Promise<string> {
  const beside = besideTheCluster(ground)
  if (fits(beside)) {
    await makePrivate(beside, ground.account)
    return beside
  }
  const name = `lotbook-${createHash('sha256').update(ground.folder).digest('hex').slice(0, 12)}`
  for (const parent of new Set([tmpdir(), '/tmp'])) {
    if (!fits(join(parent, `${name}-9`)) || !(await accountMay(ground.account, '-w', parent))) continue
    // Anybody may write to the temporary folder, so a name that somebody else sits on is passed over.
    for (const suffix of ['', '-2', '-3', '-4', '-5', '-6', '-7', '-8', '-9'])
      if (await makePrivate(join(parent, name + suffix), ground.account)) return join(parent, name + suffix)
  }
  throw new StartError(
    `There is no place for PostgreSQL's socket: the path ${beside} is too long for one and ${tmpdir()} cannot be used instead; set DATA_DIR to a shorter path.`,
  )
}

function besideTheCluster(ground: Ground): string {
  return join(ground.folder, 'socket')
}

function fits(directory: string): boolean {
  return Buffer.byteLength(socketPath({ directory, port: FIRST_PORT })) <= LONGEST_SOCKET_PATH
}

/** Makes the folder for the account alone, or finds it so; false if it is anybody else's or open to others. */
async function makePrivate(directory: string, account: Account): Promise<boolean> {
  try {
    await mkdir(directory, { mode: 0o700 })
    if (account.switchTo) await chown(directory, account.switchTo.uid, account.switchTo.gid)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const found = await lstat(directory)
  const uid = account.switchTo?.uid ?? process.getuid?.()
  return found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0
}

function answers(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const probe = connect(path)
    probe.on('connect', () => {
      probe.destroy()
      resolve(true)
    })
    probe.on('error', () => resolve(false))
  })
}
