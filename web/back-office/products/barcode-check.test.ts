import { expect, it } from 'vitest'
import { checkBarcode, isSameBarcode } from './barcode-check.ts'

it('tells a right GTIN from a mistyped one and from an own code', () => {
  expect(checkBarcode('4006381333931')).toEqual({ kind: 'gtin', length: 13, gtin14: '04006381333931' })
  expect(checkBarcode('4006381333932')).toEqual({ kind: 'wrong', digit: 1 })
  expect(checkBarcode('40063813339')).toEqual({ kind: 'own' })
  expect(checkBarcode('SHELF-7')).toEqual({ kind: 'own' })
  expect(checkBarcode('00000000')).toEqual({ kind: 'own' })
})

it('knows one code in two lengths, and keeps own codes apart by case', () => {
  expect(isSameBarcode('036000291452', '0036000291452')).toBe(true)
  expect(isSameBarcode('abc', 'ABC')).toBe(false)
})
