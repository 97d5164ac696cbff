import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

/* House rules that no linter knows. STYLE.md says why each of them is there. */

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter(file => file !== '' && existsSync(file))
const sources = files.filter(file => /\.tsx?$/.test(file))
const textOf = (file: string) => readFileSync(file, 'utf8')

interface Import {
  from: string
  to: string
}

const imports: Import[] = sources.flatMap(from => {
  const specifiers = [...textOf(from).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)].map(
    match => match[1]!,
  )
  return specifiers.map(specifier => ({ from, to: path.posix.join(path.posix.dirname(from), specifier) }))
})

test('the imports are really read', () => {
  expect(sources.length).toBeGreaterThan(150)
  expect(imports.length).toBeGreaterThan(500)
})

/** What each top folder may look at; tests, bench and scripts may look at everything. */
const mayLookAt: Record<string, string[]> = {
  contract: ['contract'],
  gs1: ['gs1'],
  db: [],
  server: ['server', 'contract', 'gs1', 'db'],
  web: ['web', 'contract', 'gs1'],
}

test('web looks at the contract, the server looks at the contract, and neither at the other', () => {
  const wrong = imports.filter(({ from, to }) => {
    const allowed = mayLookAt[top(from)]
    return allowed !== undefined && !isTest(from) && !allowed.includes(top(to))
  })
  expect(wrong).toEqual([])
})

/** From the bottom to the top of the hill. A room looks only downhill. */
const hill = [
  'platform',
  'documents',
  'messages',
  'people',
  'catalog',
  'stock',
  'purchasing',
  'sales',
  'fulfilment',
  'till',
  'store',
  'trace',
  'print',
  'sample',
]

test('the rooms of the server look only downhill', () => {
  const rooms = imports.filter(({ from, to }) => isRoom(from) && isRoom(to) && !isTest(from))
  const uphill = rooms.filter(({ from, to }) => hill.indexOf(roomOf(to)) > hill.indexOf(roomOf(from)))
  expect(rooms.length).toBeGreaterThan(50)
  expect(uphill).toEqual([])
})

test('every room of the server has its place on the hill', () => {
  const rooms = new Set(sources.filter(isRoom).map(roomOf))
  expect([...rooms].filter(room => !hill.includes(room))).toEqual([])
})

test('rooms meet only at each other’s front door', () => {
  const wrong = imports.filter(({ from, to }) => {
    if (isTest(from) || !isRoom(from) || !isRoom(to) || roomOf(from) === roomOf(to)) return false
    if (roomOf(to) === 'platform' && to.split('/').length === 3) return false
    return path.posix.basename(to) !== 'public.ts'
  })
  expect(wrong).toEqual([])
})

test('a front door is a short hand-written list', () => {
  const doors = sources.filter(file => path.posix.basename(file) === 'public.ts')
  const wrong = doors.filter(file => /export \*/.test(textOf(file)) || textOf(file).split('\n').length > 80)
  expect(doors.length).toBeGreaterThan(10)
  expect(wrong).toEqual([])
})

const ledgerTables = [
  'location',
  'place',
  'lot',
  'unit',
  'movement',
  'movement_unit',
  'level',
  'reserved_level',
  'reservation',
  'allocation',
  'hold',
]

test('only stock writes the ledger', () => {
  const writes = new RegExp(
    `\\b(insert into|update|delete from|insertInto\\('|updateTable\\('|deleteFrom\\(')\\s*(${ledgerTables.join('|')})\\b(?!_)`,
    'i',
  )
  const writers = sources.filter(
    file => file.startsWith('server/') && !isTest(file) && writes.test(textOf(file)),
  )
  expect(writers.length).toBeGreaterThan(3)
  expect(writers.filter(file => !file.startsWith('server/stock/'))).toEqual([])
})

test('every room says its promises in a README', () => {
  const rooms = new Set(
    sources
      .filter(isRoom)
      .map(file => `server/${roomOf(file)}`)
      .filter(room => room !== 'server/platform'),
  )
  const silent = ['gs1', 'web', ...rooms].filter(room => !existsSync(`${room}/README.md`))
  expect(silent).toEqual([])
})

test('no drawer is called utils, helpers, common, manager or service', () => {
  expect(
    files.filter(file => /(^|[/.-])(utils?|helpers?|common|managers?|services?)([/.-]|$)/i.test(file)),
  ).toEqual([])
})

test('a file past 300 lines says why in its first comment', () => {
  const long = sources.filter(
    file =>
      textOf(file).split('\n').length > 300 &&
      !/^\/\*[\s\S]{0,400}\b(long|one table|one list)\b/i.test(textOf(file)),
  )
  expect(long).toEqual([])
})

test('every migration opens with why', () => {
  const migrations = files.filter(file => file.startsWith('db/migrations/'))
  expect(migrations.length).toBeGreaterThan(5)
  expect(migrations.filter(file => !textOf(file).startsWith('-- Why:'))).toEqual([])
})

test('transactions are opened in one place', () => {
  const openers = sources.filter(
    file => file.startsWith('server/') && !isTest(file) && /query\(\s*['"`]begin/i.test(textOf(file)),
  )
  expect(
    openers.filter(
      file =>
        ![
          'server/platform/database/transaction.ts',
          'server/platform/database/migrate.ts',
          'server/stock/verify.ts',
        ].includes(file),
    ),
  ).toEqual([])
})

test('what the README says can be run can be run', () => {
  const scripts = JSON.parse(textOf('package.json')).scripts as Record<string, string>
  const named = [...textOf('README.md').matchAll(/npm (?:run )?([a-z:]+)/g)].map(match => match[1]!)
  const known = ['ci', 'install', ...Object.keys(scripts)]
  expect(named.length).toBeGreaterThan(2)
  expect(named.filter(name => !known.includes(name))).toEqual([])
})

test('the README lists the settings that the server reads, and no others', () => {
  const read = [...textOf('server/platform/configuration.ts').matchAll(/^ {2}([A-Z_]+):/gm)].map(
    match => match[1]!,
  )
  const listed = [...textOf('README.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(match => match[1]!)
  expect(listed.sort()).toEqual(read.sort())
})

function top(file: string): string {
  return file.split('/')[0]!
}

function isRoom(file: string): boolean {
  return file.startsWith('server/') && file.split('/').length > 2
}

function roomOf(file: string): string {
  return file.split('/')[1]!
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || top(file) === 'tests'
}
