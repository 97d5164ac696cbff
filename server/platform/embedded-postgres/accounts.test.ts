import { execFileSync } from 'node:child_process'
import { chmod, cp, mkdir, readdir, readFile, rm, stat, symlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import {
  ordinaryUser,
  query,
  runningAsRoot,
  startPostgresProcess,
  temporaryFolder,
  whyNoOrdinaryUser,
} from '../../../tests/harness/postgres-process.ts'

// Every test makes whole database servers, and a busy machine takes its time over that.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const CHECKOUT = resolve(import.meta.dirname, '../../..')

test('an ordinary user gets a server that runs as that user', async context => {
  const why = whyNoOrdinaryUser()
  if (why) return context.skip(why)
  const folder = await temporaryFolder()
  await chmod(folder, 0o777)
  const started = startPostgresProcess(join(folder, 'data'), { as: ordinaryUser })
  const { connection, cluster } = await started.up
  expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }])
  expect((await stat(cluster)).uid).toBe(ordinaryUser.uid ?? process.getuid?.())
})

test.runIf(runningAsRoot)(
  'below a folder that only root may enter, programs and data go to /var/lib, and the next start finds them there',
  async () => {
    const locked = join(await temporaryFolder(), 'locked')
    await mkdir(locked, { mode: 0o700 })
    const checkout = await copyOfCheckout(join(locked, 'check out'))
    const data = join(checkout, 'data', 'postgres')

    const first = startPostgresProcess(data, { checkout })
    const { connection, cluster } = await first.up
    const elsewhere = dirname(dirname(cluster))
    onTestFinished(() => rm(elsewhere, { recursive: true, force: true }))
    expect(elsewhere).toMatch(/^\/var\/lib\/lotbook-[0-9a-f]{12}$/)
    expect(await readFile(join(elsewhere, 'README.txt'), 'utf8')).toContain(data)
    await query(connection, 'create table kept (id int)', 'insert into kept values (7)')
    first.node.kill('SIGTERM')
    const { said } = await first.ended
    expect(said.match(new RegExp(`its programs and data are in ${elsewhere}\n`, 'g'))).toHaveLength(1)

    // Opening the folder later must not make the data disappear from sight.
    await chmod(locked, 0o755)
    const second = startPostgresProcess(data, { checkout })
    expect(await query((await second.up).connection, 'select id from kept')).toEqual([{ id: 7 }])
    second.node.kill('SIGKILL')
    await chmod(locked, 0o700)
    const third = startPostgresProcess(data, { checkout })
    expect(await query((await third.up).connection, 'select id from kept')).toEqual([{ id: 7 }])
  },
)

test.runIf(runningAsRoot)(
  'data that the account can no longer reach are not replaced by an empty shop',
  async () => {
    const parent = await temporaryFolder()
    const folder = join(parent, 'data')
    const first = startPostgresProcess(folder)
    await first.up
    first.node.kill('SIGTERM')
    await first.ended
    await chmod(parent, 0o700)
    const { code, said } = await startPostgresProcess(folder).ended
    expect(said).toMatch(/^Lotbook may not read and write its data folder .*\.\n$/)
    expect(code).toBe(1)
  },
)

/** Our sources and the PostgreSQL packages for real, everything else through links. */
async function copyOfCheckout(to: string): Promise<string> {
  for (const part of ['server/platform/embedded-postgres', 'tests/harness'])
    await cp(join(CHECKOUT, part), join(to, part), { recursive: true })
  await cp(join(CHECKOUT, 'package.json'), join(to, 'package.json'))
  const modules = join(to, 'node_modules')
  await mkdir(modules)
  for (const name of ['pg', 'tsx']) await symlink(join(CHECKOUT, 'node_modules', name), join(modules, name))
  for (const name of ['embedded-postgres', '@embedded-postgres'])
    execFileSync('cp', ['-RP', join(CHECKOUT, 'node_modules', name), join(modules, name)])
  // As if npm had been told to run no install scripts.
  const library = join(modules, '@embedded-postgres', `${process.platform}-${process.arch}`, 'native', 'lib')
  for (const entry of await readdir(library, { withFileTypes: true }))
    if (entry.isSymbolicLink()) await rm(join(library, entry.name))
  return to
}
