import { expect, it } from 'vitest'
import { api } from '../../contract/public.ts'
import { formProblems, placeProblems } from './form-problems.ts'

it('finds nothing wrong with what the contract takes', () => {
  expect(formProblems(api.people.addCustomer, { body: { name: 'Ada' } })).toEqual({})
})

it('says what is wrong, one sentence a field, in the contract’s words', () => {
  expect(formProblems(api.people.addCustomer, { body: { name: ' ', email: 'ada' } })).toEqual({
    name: 'Enter a name.',
    email: 'Enter an e-mail address, as name@example.com.',
  })
})

it('moves a problem of the body to the form’s own field', () => {
  const body = { code: 'MAIN', name: 'Main', kind: 'store' as const, bins: ['A', '\u0007'] }
  const problems = formProblems(api.stock.addLocation, { body }, path =>
    path.startsWith('bins') ? 'bins' : path,
  )
  expect(Object.keys(problems)).toEqual(['bins'])
})

it('keeps a problem in sight that belongs to no field of the form', () => {
  const problems = {
    name: 'Enter a name.',
    '': 'The body is missing.',
    'lines.0.quantity': 'Enter at least 1.',
  }
  expect(placeProblems(problems, { name: '', email: '' })).toEqual({
    placed: { name: 'Enter a name.' },
    loose: 'The body is missing. Enter at least 1.',
  })
  expect(placeProblems({ 'lines.0.quantity': 'Enter at least 1.' }, { lines: [] }).loose).toBeNull()
})
