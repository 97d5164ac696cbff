import { refusingFiles, takeFile } from '../../platform/imports/public.ts'
import { refuse } from '../../platform/refusal.ts'
import type { Call } from '../../platform/routes/public.ts'
import { cellAsText, readSheetRows } from '../../platform/spreadsheet/public.ts'

const most = 100_000
const headings = new Set(
  'serial,serials,serial no,serial no.,serial number,serial numbers,imei,identifier,identifiers,dispatch identifier,value,values,use by,use-by date,best before,number'.split(
    ',',
  ),
)

/**
 * The serial numbers in the first column of an Excel or CSV file, top to bottom, without a heading and without blanks.
 * Nothing is stored. Refuses file_refused, naming the row, where a cell is not what somebody typed.
 */
export async function readSerialFile(call: Pick<Call, 'request'>): Promise<{ serials: string[] }> {
  const { file, fileName } = await takeFile(call)
  const serials: string[] = []
  await refusingFiles(async () => {
    for await (const { rows } of readSheetRows(file, { fileName })) {
      for (const { number, cells } of rows) {
        const read = cellAsText(cells[0] ?? { kind: 'empty' })
        if ('problem' in read) throw refuse('file_refused', { sentence: `Row ${number}: ${read.problem}` })
        const text = read.text.trim()
        const isHeading = serials.length === 0 && headings.has(text.toLowerCase())
        if (text !== '' && !isHeading) serials.push(text)
        if (serials.length > most)
          throw refuse('file_refused', {
            sentence: 'This file has more than 100,000 serial numbers. Split it.',
          })
      }
    }
  })
  if (serials.length === 0)
    throw refuse('file_refused', {
      sentence: 'The first column of this file is empty. Put the serial numbers there.',
    })
  return { serials }
}
