import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')

/** Steps, the files that see them and how the tests in there begin, out of the tables of the page. */
async function readTables(): Promise<{ step: string; file: string; name: string }[]> {
  const page = await readFile(path.join(root, 'docs/requirements-seen.md'), 'utf8')
  return page.split('\n').flatMap(line => {
    const [, step = '', file = '', name = ''] = line.split('|').map(cell => cell.trim())
    return file.includes('/') ? [{ step, file, name }] : []
  })
}

test('every step of the requirements is seen by a test that is there', async () => {
  const rows = await readTables()
  expect(rows.length).toBeGreaterThan(50)
  const gone: string[] = []
  for (const { step, file, name } of rows) {
    const text = await readFile(path.join(root, `tests/${file}.test.ts`), 'utf8').catch(() => '')
    if (name === '' || !text.includes(`'${name}`)) gone.push(`${step}: ${file}, ${name}`)
  }
  expect(gone).toEqual([])
})

test('no numbered step of the guide is passed over', async () => {
  const rows = await readTables()
  const numbers = rows.flatMap(({ step }) => /^(\d+)\. /.exec(step)?.[1] ?? [])
  expect([...new Set(numbers)].map(Number)).toEqual(Array.from({ length: 15 }, (_, index) => index + 1))
})
