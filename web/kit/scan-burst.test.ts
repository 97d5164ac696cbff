import { expect, it } from 'vitest'
import { ScanBurst } from './scan-burst.ts'

function type(burst: ScanBurst, keys: readonly string[], gapMs: number, from = 1000) {
  return keys.map((key, index) => burst.press(key, from + index * gapMs)).at(-1)
}

it('takes fast keys that end in Enter for a scan', () => {
  expect(type(new ScanBurst(), [...'SN-0042', 'Enter'], 8)).toBe('SN-0042')
})

it('leaves a person’s typing alone, however long', () => {
  expect(type(new ScanBurst(), [...'SN-0042', 'Enter'], 120)).toBeNull()
})

it('does not take a short roll of keys for a scan', () => {
  expect(type(new ScanBurst(), [...'abc', 'Enter'], 5)).toBeNull()
})

it('forgets what was typed by hand before the scan began', () => {
  const burst = new ScanBurst()
  burst.press('x', 0)
  burst.press('y', 200)
  expect(type(burst, [...'4006381333931', 'Enter'], 10, 1000)).toBe('4006381333931')
})

it('asks for the Enter to come as fast as the keys', () => {
  const burst = new ScanBurst()
  type(burst, [...'12345678'], 5, 0)
  expect(burst.press('Enter', 500)).toBeNull()
})

it('passes over keys that type nothing, as the Shift before a capital', () => {
  expect(type(new ScanBurst(), ['Shift', 'A', 'Shift', 'B', '1', '2', 'Enter'], 10)).toBe('AB12')
})

it('keeps the group separators of a GS1 code', () => {
  expect(type(new ScanBurst(), [...'10AB', '\u001d', ...'21X', 'Enter'], 10)).toBe('10AB\u001d21X')
})

it('starts anew after each scan', () => {
  const burst = new ScanBurst()
  expect(type(burst, [...'AAAA', 'Enter'], 5, 0)).toBe('AAAA')
  expect(type(burst, [...'BBBB', 'Enter'], 5, 40)).toBe('BBBB')
})
