import { expect, it } from 'vitest'
import { ConnectionLost, errorOfAnswer, fieldProblems, RefusalError, sentenceOf } from './errors.ts'

const problem = (more: Record<string, unknown>) => ({
  type: 'about:blank',
  title: 'No',
  status: 409,
  detail: 'Only 3 are free.',
  requestId: 'r-1',
  ...more,
})

it('gives a refusal its code, sentence and details', () => {
  const error = errorOfAnswer(409, problem({ code: 'lot_short', details: { lot: 'L1' } }), null)
  expect(error).toBeInstanceOf(RefusalError)
  expect(error).toMatchObject({
    code: 'lot_short',
    sentence: 'Only 3 are free.',
    details: { lot: 'L1' },
    status: 409,
    requestId: 'r-1',
  })
})

it('keeps the words of a bug from the clerk but gives the number to quote', () => {
  const error = errorOfAnswer(500, problem({ status: 500, detail: 'relation "lots" does not exist' }), null)
  expect(error).toMatchObject({ code: 'server_error', requestId: 'r-1' })
  expect(sentenceOf(error)).not.toContain('relation')
})

it('takes a code that is not in the closed list for a bug', () => {
  expect(errorOfAnswer(409, problem({ code: 'toString' }), null)).toMatchObject({ code: 'server_error' })
})

it('reads an answer that is no problem document as a bug, with the request id of its header', () => {
  expect(errorOfAnswer(500, null, 'r-2')).toMatchObject({ code: 'server_error', requestId: 'r-2' })
})

it('takes a proxy that answers for an absent server for a lost connection', () => {
  expect(errorOfAnswer(502, null, null)).toBeInstanceOf(ConnectionLost)
  expect(errorOfAnswer(503, problem({ status: 503, code: 'busy' }), null)).toBeInstanceOf(RefusalError)
})

it('finds the problems of fields only in bad input', () => {
  const problems = [{ path: 'lines.3.quantity', sentence: 'Enter at least 1.' }]
  expect(
    fieldProblems(errorOfAnswer(422, problem({ code: 'bad_input', details: { problems } }), null)),
  ).toEqual(problems)
  expect(
    fieldProblems(errorOfAnswer(409, problem({ code: 'lot_short', details: { problems } }), null)),
  ).toEqual([])
  expect(
    fieldProblems(errorOfAnswer(422, problem({ code: 'bad_input', details: { problems: [7] } }), null)),
  ).toEqual([])
  expect(fieldProblems(new ConnectionLost())).toEqual([])
})
