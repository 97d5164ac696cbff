import { expect, test } from 'vitest'
import { buyerDetails } from './buyer-details.ts'
import { problemsIn } from './problems.ts'

const right = {
  name: 'Ada Buyer',
  email: 'ada@example.com',
  phone: '',
  note: '',
  how: 'delivery',
  street: 'Hafenweg 1',
  addition: '',
  postcode: '80331',
  city: 'Munich',
  country: 'DE',
}

function problemsOf(wrong: object): Record<string, string> {
  const read = buyerDetails.safeParse({ ...right, ...wrong })
  return read.success ? {} : Object.fromEntries(problemsIn({ language: 'en' }, read.error))
}

test('each field of the checkout says what is not right with it, once', () => {
  expect(problemsOf({})).toEqual({})
  expect(problemsOf({ name: ' ', email: 'ada', street: '', city: '', country: '' })).toEqual({
    name: 'Enter a name.',
    email: 'Enter an e-mail address, as name@example.com.',
    street: 'Enter street and number.',
    city: 'Enter the town.',
    country: 'Choose the country.',
  })
  expect(
    problemsOf({ phone: '1'.repeat(51), note: 'n'.repeat(1001), email: `${'e'.repeat(300)}@example.com` }),
  ).toEqual({
    phone: 'Use 50 characters at most.',
    note: 'Use 1,000 characters at most.',
    email: 'This e-mail address is too long.',
  })
  expect(problemsOf({ name: 'Ada\u0007B', addition: 'c/o\u0007B', note: 'a\u0000b' })).toEqual({
    name: 'This name has a character that cannot be seen. Type it again.',
    addition: 'This has a character that cannot be seen. Type it again.',
    note: 'This text has a character that cannot be stored.',
  })
})

test('a way of getting the goods that there is not is asked for again, and the invoice’s fields are told apart', () => {
  expect(problemsOf({ how: 'by pigeon' })).toEqual({ how: 'Choose how you get the goods.' })
  expect(problemsOf({ how: 'collection', locationId: 'x' })).toEqual({
    how: 'Choose how you get the goods.',
  })
  expect(problemsOf({ billing: { ...right, name: '', city: '' } })).toEqual({
    'billing-name': 'Enter a name.',
    'billing-city': 'Enter the town.',
  })
})
