import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir, realpath, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type Account, accountMay, chooseAccount, MYSELF } from './account.ts'
import { binariesFor } from './binaries-for-account.ts'
import type { Binaries } from './find-binaries.ts'
import { refuseForeignFolder } from './refuse-foreign-folder.ts'
import { folderIsAtDeadLink, folderIsNotWritable } from './start-error.ts'

/** Where PostgreSQL stands: who it runs as, from which binaries, on which folder. */
export interface Ground {
  readonly account: Account
  readonly binaries: Binaries
  /** Exists, belongs to the account, and holds nothing but our things. */
  readonly folder: string
  /** The PostgreSQL data directory in it; it may not exist yet. */
  readonly cluster: string
}

/**
 * Chooses account, binaries and folder. Only root needs more than what was asked for: the account it drops to may not be
 * allowed into the checkout or the data folder, and then binaries and data go to a folder below /var/lib whose name
 * depends on the data folder's path alone, so that the next start finds them again.
 */
export async function chooseGround(
  dataDirectory: string,
  shipped: Binaries,
  log: (line: string) => void,
): Promise<Ground> {
  const wanted = await realPathToBe(resolve(dataDirectory))
  const elsewhere = `/var/lib/lotbook-${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`
  await refuseForeignFolder(wanted, shipped.major)
  return process.getuid?.() === 0
    ? groundForRoot(wanted, elsewhere, shipped, log)
    : groundForUser(wanted, elsewhere, shipped)
}

async function groundForUser(wanted: string, elsewhere: string, shipped: Binaries): Promise<Ground> {
  const roots = join(elsewhere, 'data')
  // Starting an empty shop beside the one that root made would look like lost data.
  if (await exists(roots)) throw folderIsNotWritable(roots, MYSELF.name)
  await makeFolder(wanted, 0o700, MYSELF)
  await refuseUnwritable(wanted, MYSELF)
  return ground(MYSELF, await binariesFor(MYSELF, shipped, elsewhere), wanted)
}

async function groundForRoot(
  wanted: string,
  elsewhere: string,
  shipped: Binaries,
  log: (line: string) => void,
): Promise<Ground> {
  const movedBefore = await exists(join(elsewhere, 'data', 'cluster'))
  const stayedBefore = !movedBefore && (await exists(join(wanted, 'cluster')))
  const account = await chooseAccount(
    movedBefore ? join(elsewhere, 'data', 'cluster') : stayedBefore ? join(wanted, 'cluster') : undefined,
  )
  const mayEnter = await accountMay(account, '-x', await nearestExisting(dirname(wanted)))
  // The same as above: never an empty shop in place of data that the account can no longer reach.
  if (stayedBefore && !mayEnter) throw folderIsNotWritable(wanted, account.name)
  const folder = movedBefore || !mayEnter ? join(elsewhere, 'data') : wanted
  await giveFolder(folder, account)
  await refuseForeignFolder(folder, shipped.major)
  await refuseUnwritable(folder, account)
  const binaries = await binariesFor(account, shipped, elsewhere)
  const moved = [
    ...(binaries.folder === shipped.folder ? [] : ['programs']),
    ...(folder === wanted ? [] : ['data']),
  ]
  if (moved.length > 0) {
    const readme = `This belongs to the Lotbook whose data folder is ${wanted}\n`
    await writeFile(join(elsewhere, 'README.txt'), readme)
    log(
      `PostgreSQL runs as "${account.name}", because it refuses root, and that account may not enter everywhere: its ${moved.join(' and ')} are in ${elsewhere}`,
    )
  }
  return ground(account, binaries, folder)
}

function ground(account: Account, binaries: Binaries, folder: string): Ground {
  return { account, binaries, folder, cluster: join(folder, 'cluster') }
}

/** Makes the folder and hands it to the account; folders made on the way must let the account through. */
async function giveFolder(folder: string, account: Account): Promise<void> {
  const firstMade = await makeFolder(folder, 0o755, account)
  if (firstMade !== undefined) {
    for (let made = dirname(folder); made.length >= firstMade.length; made = dirname(made))
      await chmod(made, 0o755)
    await chmod(folder, 0o700)
  }
  const { uid } = await stat(folder)
  if (account.switchTo && uid !== account.switchTo.uid)
    await chown(folder, account.switchTo.uid, account.switchTo.gid)
}

/** Gives the first folder that had to be made, if any. */
async function makeFolder(folder: string, mode: number, account: Account): Promise<string | undefined> {
  return mkdir(folder, { recursive: true, mode }).catch((error: NodeJS.ErrnoException) => {
    // Node says ENOENT when it may not make the folder on a read-only disk.
    throw error.code === 'ENOENT' ? folderIsNotWritable(folder, account.name, error) : error
  })
}

async function refuseUnwritable(folder: string, account: Account): Promise<void> {
  for (const flag of ['-x', '-w'] as const)
    if (!(await accountMay(account, flag, folder))) throw folderIsNotWritable(folder, account.name)
}

/** The real path that a folder, parts of which may not exist yet, will have. */
async function realPathToBe(path: string): Promise<string> {
  const existing = await nearestExisting(path)
  const real = await realpath(existing).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? folderIsAtDeadLink(path) : error
  })
  return join(real, path.slice(existing.length))
}

async function nearestExisting(path: string): Promise<string> {
  for (let at = path; ; at = dirname(at)) if (at === dirname(at) || (await exists(at))) return at
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
