import { expect, test } from 'vitest'
import { spreadsheetLimits } from './limits.ts'
import { writeSpreadsheet } from './public.ts'
import { readSheetRows } from './read-sheet.ts'

const rowCount = 100_000
const kinds = ['text', 'text', 'number', 'date'] as const
const columns = Array.from({ length: 12 }, (_, index) => ({
  header: `Column ${index + 1}`,
  kind: kinds[index % kinds.length] ?? 'text',
}))

function* manyRows() {
  for (let row = 0; row < rowCount; row++)
    yield columns.map(({ kind }, column) =>
      kind === 'text' ? `00${row * 12 + column}` : kind === 'number' ? row + 0.25 : '2027-03-31',
    )
}

test('100,000 rows of 12 columns are written and read within a memory that does not grow with them', async () => {
  const memoryBefore = process.memoryUsage().rss
  const file = await writeSpreadsheet([{ name: 'Units', columns, rows: manyRows() }])
  // Held as cells, these rows take some 200 MiB: a worker that kept them would die here.
  const limits = { ...spreadsheetLimits, workerHeapMebibytes: 48 }
  let count = 0
  let wrong = 0
  let memoryAtMost = 0
  for await (const { rows } of readSheetRows(file, { fileName: 'large.xlsx' }, limits)) {
    memoryAtMost = Math.max(memoryAtMost, process.memoryUsage().rss)
    for (const { number, cells } of rows) {
      count++
      const [serial, , quantity, expiry] = cells
      const row = number - 2
      if (row < 0) continue
      if (serial?.kind !== 'text' || serial.text !== `00${row * 12}`) wrong++
      if (quantity?.kind !== 'number' || quantity.raw !== String(row + 0.25)) wrong++
      if (expiry?.kind !== 'date' || expiry.date !== '2027-03-31') wrong++
    }
  }
  expect({ count, wrong }).toEqual({ count: rowCount + 1, wrong: 0 })
  expect((memoryAtMost - memoryBefore) / 1024 / 1024).toBeLessThan(40 * (file.length / 1024 / 1024))
}, 120_000)
