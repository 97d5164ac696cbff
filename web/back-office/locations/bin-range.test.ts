import { expect, it } from 'vitest'
import { expandBins } from './bin-range.ts'

it('counts the last number of a range', () => {
  expect(expandBins('A-01-1..A-01-4').codes).toEqual(['A-01-1', 'A-01-2', 'A-01-3', 'A-01-4'])
})

it('keeps leading zeros', () => {
  expect(expandBins('R08..R11').codes).toEqual(['R08', 'R09', 'R10', 'R11'])
})

it('runs over several numbers and letters, like an odometer', () => {
  expect(expandBins('A-01-1..B-02-2').codes).toEqual([
    'A-01-1',
    'A-01-2',
    'A-02-1',
    'A-02-2',
    'B-01-1',
    'B-01-2',
    'B-02-1',
    'B-02-2',
  ])
})

it('takes single codes beside ranges and drops repeats', () => {
  expect(expandBins('PACK, A1..A3; A2\nRETURNS').codes).toEqual(['PACK', 'A1', 'A2', 'A3', 'RETURNS'])
})

it('takes an ellipsis for two dots, as phones write it', () => {
  expect(expandBins('A1…A2').codes).toEqual(['A1', 'A2'])
})

it.each([
  ['A1..B-2', 'unlike'],
  ['SHELF..RACK', 'unlike'],
  ['A9..A1', 'backwards'],
  ['A1..', 'incomplete'],
  ['A1..A2..A3', 'incomplete'],
  ['A1..A99999', 'tooMany'],
  ['A-001-001..A-100-100', 'tooMany'],
])('says what is wrong with %s', (typed, kind) => {
  const { codes, problem } = expandBins(typed)
  expect(codes).toEqual([])
  expect(problem?.kind).toBe(kind)
})

it('gives nothing for nothing', () => {
  expect(expandBins(' , ;\n')).toEqual({ codes: [], problem: null })
})
