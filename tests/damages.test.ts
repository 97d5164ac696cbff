import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { damages } from '../scripts/damages/all.ts'

/* What `npm run test:prove` would take out; that each is seen is proved there, and takes long. */

const read = (file: string) => readFileSync(path.join(import.meta.dirname, '..', file), 'utf8')

test('each guard that is taken out is still there, and so is the test that has to see it', () => {
  expect(damages.length).toBeGreaterThan(40)
  const gone = damages.flatMap(({ promise, what, edits, test: file, named = promise }) => [
    ...edits.filter(edit => !read(edit.file).includes(edit.take)).map(edit => `${what}: not in ${edit.file}`),
    ...(hasTest(read(file), named) ? [] : [`${what}: no test of ${named} in ${file}`]),
  ])
  expect(gone).toEqual([])
})

/** Of a test that is made for each of several, the name begins with a sign for it. */
const hasTest = (text: string, named: string) =>
  text.includes(named) || text.includes(named.replace(/^\w+/, '%s'))
