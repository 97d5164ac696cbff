import { expect, it } from 'vitest'
import { isDue } from './sending.ts'

it('leaves a sale alone while its tab asks for it, and does not wait for a clock that was set back', () => {
  const now = Date.parse('2026-11-22T10:00:00Z')
  expect(isDue({ askedUntil: now + 8000 }, now)).toBe(false)
  expect(isDue({ askedUntil: now - 1 }, now)).toBe(true)
  expect(isDue({ askedUntil: now + 8000 }, now - 86_400_000)).toBe(true)
})
