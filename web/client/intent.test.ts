import { expect, it } from 'vitest'
import { Intent } from './intent.ts'

function countingIntent() {
  let made = 0
  return new Intent(() => `key-${++made}`)
}

it('repeats the key while the fate of the same content is open', () => {
  const intent = countingIntent()
  expect(intent.keyFor({ body: { name: 'Ada' } })).toBe('key-1')
  expect(intent.keyFor({ body: { name: 'Ada' } })).toBe('key-1')
})

it('makes a new key for other content', () => {
  const intent = countingIntent()
  intent.keyFor({ body: { name: 'Ada' } })
  expect(intent.keyFor({ body: { name: 'Ada Byrne' } })).toBe('key-2')
})

it('makes a new key for the same content once the server gave its last word', () => {
  const intent = countingIntent()
  intent.keyFor({ body: { name: 'Ada' } })
  intent.settle()
  expect(intent.keyFor({ body: { name: 'Ada' } })).toBe('key-2')
})
