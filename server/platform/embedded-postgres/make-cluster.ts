import { randomBytes } from 'node:crypto'
import { chown, lstat, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runAs } from './account.ts'
import type { Ground } from './choose-ground.ts'
import { explainOutput, folderIsNotOurs } from './start-error.ts'

export const SUPERUSER = 'lotbook'
const PASSWORD_FILE = 'lotbook-password'

/**
 * Makes the cluster if there is none: aside, then one rename, so that a broken attempt leaves nothing that looks like a
 * cluster, and of two first starts one wins and the other takes the winner's. The password travels inside it.
 */
export async function makeClusterIfMissing(ground: Ground, log: (line: string) => void): Promise<void> {
  if (await exists(ground.cluster)) return
  log(`Making a new database in ${ground.folder}`)
  const aside = join(ground.folder, `new-${randomBytes(6).toString('hex')}`)
  try {
    await makeFor(ground, aside)
    const fresh = join(aside, 'cluster')
    const passwordFile = join(aside, PASSWORD_FILE)
    await writePassword(ground, passwordFile)
    await initdb(ground, fresh, passwordFile)
    await rename(passwordFile, join(fresh, PASSWORD_FILE))
    await sync(fresh)
    await rename(fresh, ground.cluster)
    await sync(ground.folder)
  } catch (error) {
    // A start beside us may have won the rename, or have swept our folder away after winning.
    if (!(await exists(ground.cluster))) throw error
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

/** The superuser's password, as the first start made it. */
export async function readPassword(ground: Ground): Promise<string> {
  try {
    return (await readFile(join(ground.cluster, PASSWORD_FILE), 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw folderIsNotOurs(ground.cluster)
    throw error
  }
}

/** Removes what first starts that were killed left behind. Call it only while our PostgreSQL holds the cluster. */
export async function sweepBrokenAttempts(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.startsWith('new-')) await rm(join(folder, name), { recursive: true, force: true })
}

async function initdb(ground: Ground, fresh: string, passwordFile: string): Promise<void> {
  const { code, output } = await runAs(ground.account, join(ground.binaries.folder, 'bin', 'initdb'), [
    `--pgdata=${fresh}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ])
  if (code !== 0) throw explainOutput('initdb', output, ground.folder, ground.account.name)
}

async function writePassword(ground: Ground, path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    if (ground.account.switchTo) await file.chown(ground.account.switchTo.uid, ground.account.switchTo.gid)
    await file.writeFile(`${randomBytes(24).toString('base64url')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function makeFor(ground: Ground, folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 })
  if (ground.account.switchTo) await chown(folder, ground.account.switchTo.uid, ground.account.switchTo.gid)
}

/** Makes a rename survive a power cut. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
