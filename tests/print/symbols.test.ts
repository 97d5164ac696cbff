import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LabelFormat, labelFormats, labelSymbol } from '../../contract/print.ts'
import { readScan } from '../../gs1/public.ts'
import { encode } from '../../server/print/labels/encode.ts'
import { barsThatFit, layOut } from '../../server/print/labels/layout.ts'
import { sheetOf } from '../../server/print/labels/sheets.ts'
import type { Subject } from '../../server/print/labels/subject.ts'
import { drawSymbol } from '../../server/print/labels/symbols.ts'
import { newPdf } from '../../server/print/pdf/new-pdf.ts'
import { makePen } from '../../server/print/pdf/pen.ts'
import { pointsPerMm } from '../../server/print/pdf/units.ts'
import { decode } from './decode.ts'
import { hostile } from './print-shop.ts'

const camera: Subject = {
  productName: 'Camera',
  productNumber: 'CAM',
  gtin: '09501101530003',
  ownBarcode: null,
  lot: 'A(10)%B',
  madeOn: null,
  expiresOn: '2029-06-30',
  serial: 'X100-26/7&',
}
const options = { symbol: 'datamatrix', domain: undefined, mostModules: 200 } as const

/** The drawn symbol through a scanner, and what our own reader makes of that. */
async function scan(subject: Subject, given: Partial<Parameters<typeof encode>[1]> = {}) {
  const encoded = encode(subject, { ...options, ...given })
  const read = await decode(drawSymbol(encoded.encoding))
  return { ...read, encoded, scan: readScan(read.kind + read.text) }
}

test.each(['datamatrix', 'qr'] as const)(
  'a %s label comes back from the scanner as GTIN, expiry, lot and serial',
  async symbol => {
    const lot = 'A(10)/B'
    const { scan: read } = await scan({ ...camera, lot }, { symbol })
    expect(read).toMatchObject({
      kind: 'gs1',
      gtin: camera.gtin,
      lot,
      serial: camera.serial,
      expiresOn: camera.expiresOn,
    })
  },
)

test('with the shop’s address a QR code is a Digital Link that reads the same', async () => {
  const { scan: read, text, encoded } = await scan(camera, { symbol: 'qr', domain: 'stock.example.com' })
  expect(text).toMatch(/^https:\/\/stock\.example\.com\/01\/09501101530003\/10\//)
  expect(read).toMatchObject({ kind: 'gs1', lot: camera.lot, serial: camera.serial })
  expect(encoded.surprises).toEqual([])
})

test('without a GTIN, and where an identifier does not fit GS1, the own code stands alone', async () => {
  const own = await scan({ ...camera, gtin: null })
  expect(own).toMatchObject({ text: camera.serial, encoded: { surprises: ['no_gtin'] } })
  const long = 'S'.repeat(100)
  expect(await scan({ ...camera, serial: long })).toMatchObject({
    text: long,
    encoded: { surprises: ['not_gs1'] },
  })
  for (const lot of ['批次^12', 'a b', 'Lös-é']) {
    for (const symbol of ['datamatrix', 'qr'] as const) {
      expect(await scan({ ...camera, serial: null, lot }, { symbol })).toMatchObject({ text: lot })
    }
  }
  expect(await scan({ ...camera, gtin: null, lot: null, serial: null })).toMatchObject({ text: 'CAM' })
})

test('a percent sign, which GS1 QR codes garble, goes into a Data Matrix', async () => {
  const { scan: read, format } = await scan(camera, { symbol: 'qr' })
  expect({ format, lot: read.kind === 'gs1' && read.lot }).toEqual({
    format: 'DataMatrix',
    lot: camera.lot,
  })
})

test('an expiry beyond two-digit years is left out, the rest stays GS1', async () => {
  const { scan: read, encoded } = await scan({ ...camera, expiresOn: '2199-01-01' })
  expect(read).toMatchObject({ kind: 'gs1', lot: camera.lot, serial: camera.serial })
  expect(encoded.surprises).toEqual(['no_expiry'])
})

test('Code 128 carries own codes, and gives way to a Data Matrix where it cannot', async () => {
  const bars = (subject: Subject) => scan(subject, { symbol: 'code128' })
  expect(await bars(camera)).toMatchObject({ format: 'Code128', text: camera.serial })
  expect(await bars({ ...camera, serial: 'é1' })).toMatchObject({ format: 'DataMatrix', text: 'é1' })
  const long = 'x'.repeat(60)
  expect(await bars({ ...camera, serial: long })).toMatchObject({ format: 'DataMatrix', text: long })
  expect(await bars({ ...camera, serial: null, lot: null })).toMatchObject({ text: '9501101530003' })
})

test('any identifier comes back as it was typed', async () => {
  const identifier = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .map(text => text.normalize('NFC').trim())
    .filter(text => text !== '' && !/[\p{Cc}\p{Cs}]/u.test(text))
  await fc.assert(
    fc.asyncProperty(identifier, labelSymbolOf(), async (serial, symbol) => {
      const { text, scan: read } = await scan({ ...camera, lot: null, serial }, { symbol })
      expect(read.kind === 'gs1' ? read.serial : text).toBe(serial)
    }),
    { numRuns: 60 },
  )
})

function labelSymbolOf() {
  return fc.constantFrom(...labelSymbol.options)
}

const formats = Object.keys(labelFormats) as LabelFormat[]

test.each(formats)('nothing leaves a label of %s, whatever was typed', format => {
  const sheet = sheetOf(format)
  const pen = makePen(newPdf({ title: '', width: sheet.pageWidth, height: sheet.pageHeight }))
  const texts = Object.values(hostile)
  for (const symbol of labelSymbol.options) {
    for (const [index, productName] of texts.entries()) {
      const typed = (texts[(index + 1) % texts.length] ?? '').slice(0, 100)
      const subject = { ...camera, productName, productNumber: typed, lot: typed, serial: typed }
      const encoded = encode(subject, { symbol, domain: undefined, mostModules: barsThatFit(sheet) })
      const label = layOut(subject, encoded, sheet, pen)
      const { x, y, moduleX, moduleY, columns, rows } = label.symbol
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(sheet.padding - 0.001)
      expect(x + columns * moduleX).toBeLessThanOrEqual(sheet.width - sheet.padding + 0.001)
      expect(y + rows * moduleY).toBeLessThanOrEqual(sheet.height - sheet.padding + 0.001)
      expect(moduleX).toBeGreaterThanOrEqual(0.19)
      expect(label.texts.length).toBeGreaterThan(0)
      for (const line of label.texts) {
        const width = pen.width(line.text, line)
        expect(line.x + width).toBeLessThanOrEqual(sheet.width - sheet.padding + 0.01)
        expect(line.y).toBeLessThanOrEqual(sheet.height - sheet.padding + 0.01)
        expect(line.y - line.size).toBeGreaterThanOrEqual(sheet.padding - 0.5)
        expect(line.size * pointsPerMm).toBeGreaterThan(3.9)
      }
    }
  }
})

test.each(formats)('the labels of %s lie on their page', format => {
  const { columns, rows, left, top, stepX, stepY, width, height, pageWidth, pageHeight } = sheetOf(format)
  expect(left + (columns - 1) * stepX + width).toBeLessThanOrEqual(pageWidth + 0.01)
  expect(top + (rows - 1) * stepY + height).toBeLessThanOrEqual(pageHeight + 0.01)
  expect(stepX).toBeGreaterThanOrEqual(width)
  expect(stepY).toBeGreaterThanOrEqual(height)
})
