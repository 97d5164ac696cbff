import { createHash, randomBytes } from 'node:crypto'
import { chmod, chown, lstat, mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type Account, accountMay, chooseAccount, MYSELF, runAs } from './account.ts'
import type { Binaries } from './find-binaries.ts'
import { refuseForeignFolder } from './refuse-foreign-folder.ts'
import { folderIsAtDeadLink, folderIsNotWritable, StartError } from './start-error.ts'

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
  const existing = await firstExisting([join(elsewhere, 'data', 'cluster'), join(wanted, 'cluster')])
  const account = await chooseAccount(existing)
  if (!account.switchTo) {
    await makeFolder(wanted, 0o700, account)
    await refuseUnwritable(wanted, account)
    return ground(account, await proven(shipped, account), wanted)
  }

  const folder =
    existing === join(elsewhere, 'data', 'cluster') ||
    !(await accountMay(account, '-x', await nearestExisting(wanted)))
      ? join(elsewhere, 'data')
      : wanted
  if (existing === join(wanted, 'cluster') && folder !== wanted)
    // Starting an empty shop beside the real one would look like lost data.
    throw folderIsNotWritable(wanted, account.name)
  await giveFolder(folder, account)
  await refuseForeignFolder(folder, shipped.major)
  await refuseUnwritable(folder, account)
  const binaries = (await runs(shipped, account)) ? shipped : await copyBinaries(shipped, elsewhere)
  const moved = [...(binaries === shipped ? [] : ['programs']), ...(folder === wanted ? [] : ['data'])]
  if (moved.length > 0) {
    await writeFile(
      join(elsewhere, 'README.txt'),
      `This belongs to the Lotbook whose data folder is ${wanted}\n`,
    )
    log(
      `The account "${account.name}", which runs PostgreSQL because root may not, may not enter the checkout or the data folder; its ${moved.join(' and ')} are in ${elsewhere}`,
    )
  }
  return ground(account, await proven(binaries, account), folder)
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

async function runs(binaries: Binaries, account: Account): Promise<boolean> {
  return (await runAs(account, join(binaries.folder, 'bin', 'postgres'), ['--version'])).code === 0
}

async function proven(binaries: Binaries, account: Account): Promise<Binaries> {
  const { code, output } = await runAs(account, join(binaries.folder, 'bin', 'postgres'), ['--version'])
  if (code === 0) return binaries
  throw new StartError(
    `The PostgreSQL that comes with Lotbook does not run on this system (${output.trim().split('\n')[0] || `it ended with ${code}`}): set DATABASE_URL to a PostgreSQL 15 or newer.`,
  )
}

/** Copies aside and renames, so that a copy with the right name is always a whole one. */
async function copyBinaries(shipped: Binaries, elsewhere: string): Promise<Binaries> {
  const folder = join(elsewhere, `postgresql-${shipped.version}`)
  const copied = { ...shipped, folder }
  if (await firstExisting([folder])) return copied
  const aside = `${folder}.new-${randomBytes(4).toString('hex')}`
  await mkdir(elsewhere, { recursive: true })
  await chmod(elsewhere, 0o755)
  try {
    const copy = await runAs(MYSELF, '/bin/sh', [
      '-c',
      'cp -RP "$1" "$2" && chmod -R a+rX "$2"',
      'sh',
      shipped.folder,
      aside,
    ])
    if (copy.code !== 0)
      throw new StartError(`PostgreSQL's programs cannot be copied to ${elsewhere}: ${copy.output.trim()}`)
    await rename(aside, folder)
  } catch (error) {
    // Another start may have been quicker; its copy is as good.
    if (!(await firstExisting([folder]))) throw error
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
  return copied
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
  for (let at = path; ; at = dirname(at)) if (at === dirname(at) || (await firstExisting([at]))) return at
}

async function firstExisting(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const found = await lstat(path).then(
      () => true,
      () => false,
    )
    if (found) return path
  }
  return undefined
}
