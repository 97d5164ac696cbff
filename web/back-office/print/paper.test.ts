import { expect, test } from 'vitest'
import { usualPaper } from './paper.ts'

test('the paper follows the region of the language, and is A4 where there is none', () => {
  expect(['en-US', 'fr-CA', 'en-GB', 'de', 'es-MX', 'not a language'].map(usualPaper)).toEqual([
    'letter',
    'letter',
    'a4',
    'a4',
    'letter',
    'a4',
  ])
})
