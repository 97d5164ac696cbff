import { randomBytes } from 'node:crypto'
import { access, chmod, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Account, type Finished, MYSELF, runAs } from './account.ts'
import type { Binaries } from './find-binaries.ts'
import { StartError } from './start-error.ts'

/** The binaries as the account can run them: where npm put them, or copied to the other folder if it may not go there. */
export async function binariesFor(account: Account, shipped: Binaries, elsewhere: string): Promise<Binaries> {
  await refuseBroken(shipped, MYSELF)
  if (account === MYSELF || (await tryOut(shipped, account)).code === 0) return shipped
  const copied = await copyBinaries(shipped, elsewhere)
  await refuseBroken(copied, account)
  return copied
}

async function refuseBroken(binaries: Binaries, account: Account): Promise<void> {
  const { code, output } = await tryOut(binaries, account)
  if (code === 0) return
  throw new StartError(
    `The PostgreSQL that comes with Lotbook does not run on this system (${output.trim().split('\n')[0] || `it ended with ${code}`}): set DATABASE_URL to a PostgreSQL 15 or newer.`,
  )
}

function tryOut(binaries: Binaries, account: Account): Promise<Finished> {
  return runAs(account, join(binaries.folder, 'bin', 'postgres'), ['--version'])
}

/** Copies aside and renames, so that a copy with the right name is always a whole one. */
async function copyBinaries(shipped: Binaries, elsewhere: string): Promise<Binaries> {
  const folder = join(elsewhere, `postgresql-${shipped.version}`)
  const copied = { ...shipped, folder }
  if (await exists(folder)) return copied
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
    if (!(await exists(folder))) throw error
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
  return copied
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
