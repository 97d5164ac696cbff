import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { query, runningAsRoot, temporaryFolder } from '../../../tests/harness/postgres-process.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres, startTemporaryPostgres } from './public.ts'

// Every test makes whole database servers, and a busy machine takes its time over that.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

test('a first start makes a UTF8 cluster with a private password and a database named lotbook', async () => {
  const folder = join(await temporaryFolder(), 'data')
  const server = await start(folder)
  const [row] = await query(
    server.connection,
    `select current_database() as database, current_setting('fsync') as fsync,
            current_setting('listen_addresses') as network, current_setting('server_encoding') as encoding,
            current_setting('password_encryption') as passwords,
            (select datlocprovider::text || ' ' || datlocale || ' ' || datcollate from pg_database
              where datname = current_database()) as locale`,
  )
  expect(row).toEqual({
    database: 'lotbook',
    fsync: 'on',
    network: '',
    encoding: 'UTF8',
    passwords: 'scram-sha-256',
    locale: 'b C.UTF-8 C',
  })
  const passwordFile = join(server.cluster, 'lotbook-password')
  expect((await readFile(passwordFile, 'utf8')).trim()).toBe(server.connection.password)
  expect((await stat(passwordFile)).mode & 0o777).toBe(0o600)
  await expect(query({ ...server.connection, password: 'guessed' }, 'select 1')).rejects.toThrow(/password/)
})

test('a stop is clean, and a second start finds the same data and password', async () => {
  const folder = join(await temporaryFolder(), 'data')
  const first = await start(folder)
  await query(first.connection, 'create table kept (id int)', 'insert into kept values (7)')
  await first.stop()
  const lines: string[] = []
  const second = await start(folder, { log: line => lines.push(line) })
  expect(await query(second.connection, 'select id from kept')).toEqual([{ id: 7 }])
  expect(second.connection.password).toBe(first.connection.password)
  expect(lines.join()).not.toContain('recovery')
})

test('settings reach the server, except those that promises rest on', async () => {
  const folder = join(await temporaryFolder(), 'data')
  const server = await start(folder, { settings: { max_connections: '17' } })
  expect(await query(server.connection, 'show max_connections')).toEqual([{ max_connections: '17' }])
  await expect(start(folder, { settings: { fsync: 'off' } })).rejects.toThrow(/fsync/)
})

test('two copies run side by side, one of them below a path with a space, a comma and an accent', async () => {
  const folder = await temporaryFolder()
  const [left, right] = await Promise.all([
    start(join(folder, 'My "shop", très bon')),
    start(join(folder, 'other')),
  ])
  await query(left.connection, 'create table mine (id int)')
  expect(await query(right.connection, "select to_regclass('mine') as found")).toEqual([{ found: null }])
})

test('a path too long for a socket gets a private one in the temporary folder, the same at every start', async () => {
  const folder = join(await temporaryFolder(), 'long'.repeat(15), 'data', 'postgres')
  const first = await start(folder)
  expect(first.connection.host).toMatch(/lotbook-[0-9a-f]{12}/)
  expect((await stat(first.connection.host)).mode & 0o777).toBe(0o700)
  expect(await query(first.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  await first.stop()
  const second = await start(folder)
  expect(second.connection.host).toBe(first.connection.host)
  await second.stop()
  await expect(stat(second.connection.host)).rejects.toThrow(/ENOENT/)
})

test('a socket name on which another server answers is passed over, a left-over one is taken', async () => {
  const folder = join(await temporaryFolder(), 'data')
  await (await start(folder)).stop()
  const other = createServer().listen(join(folder, 'socket', '.s.PGSQL.5432'))
  await new Promise(resolve => other.once('listening', resolve))
  const beside = await start(folder)
  expect(beside.connection.port).toBe(5433)
  await beside.stop()
  await new Promise(resolve => other.close(resolve))
  const again = await start(folder)
  expect(again.connection.port).toBe(5432)
})

test('of two first starts at once one wins, the other is told, and nothing is left over', async () => {
  const folder = join(await temporaryFolder(), 'data')
  const both = await Promise.allSettled([start(folder), start(folder)])
  const refused = both.filter(result => result.status === 'rejected')
  expect(refused.map(result => String(result.reason))).toEqual([
    expect.stringMatching(/^StartError: Another Lotbook is already running on the data folder .*\.$/),
  ])
  const winner = both.find(result => result.status === 'fulfilled')
  expect(await query(winner!.value.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  expect((await readdir(folder)).sort()).toEqual(['cluster', 'socket'])
})

test('what a killed first start left behind is swept away by the next', async () => {
  const folder = join(await temporaryFolder(), 'data')
  await mkdir(join(folder, 'new-0123456789ab', 'cluster'), { recursive: true })
  await start(folder)
  expect((await readdir(folder)).sort()).toEqual(['cluster', 'socket'])
})

test('a temporary PostgreSQL is gone, data and all, when it stops', async () => {
  const server = await startTemporaryPostgres()
  expect(await query(server.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  await server.stop()
  await expect(stat(dirname(dirname(server.cluster)))).rejects.toThrow(/ENOENT/)
})

test.runIf(runningAsRoot)(
  'as root it runs as the account that LOTBOOK_POSTGRES_ACCOUNT names, and stays with it',
  async () => {
    const folder = join(await temporaryFolder(), 'data')
    process.env.LOTBOOK_POSTGRES_ACCOUNT = 'nobody'
    onTestFinished(() => {
      delete process.env.LOTBOOK_POSTGRES_ACCOUNT
    })
    await (await start(folder)).stop()
    delete process.env.LOTBOOK_POSTGRES_ACCOUNT
    const owner = (await stat(join(folder, 'cluster'))).uid
    expect(owner).toBeGreaterThan(0)
    const again = await start(folder)
    expect((await stat(join(again.cluster, 'postmaster.pid'))).uid).toBe(owner)
  },
)

async function start(
  dataDirectory: string,
  options: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {},
): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDirectory, log: () => {}, ...options })
  onTestFinished(() => server.stop())
  return server
}
