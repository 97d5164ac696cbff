import { type LabelPreview, type LabelQuery, labelsAtOnce } from '../../../contract/print.ts'
import type { Reader } from '../../platform/database/public.ts'
import { makeReady } from '../pdf/east-asian.ts'
import { newPdf } from '../pdf/new-pdf.ts'
import { makePen } from '../pdf/pen.ts'
import { type Encoded, encode } from './encode.ts'
import { findSubjects } from './find-subjects.ts'
import { barsThatFit, layOut } from './layout.ts'
import { notesOn } from './notes.ts'
import { type Sheet, sheetOf } from './sheets.ts'
import type { Subject } from './subject.ts'

/** Labels that are known and not yet drawn. */
export interface LabelRun {
  readonly sheet: Sheet
  readonly start: number
  readonly labels: readonly { readonly subject: Subject; readonly encoded: Encoded }[]
  readonly count: number
}

/** Finds what gets a label and decides what each says. Refuses not_found, nothing_to_label. */
export async function planLabels(
  reader: Reader,
  query: LabelQuery,
  domain: string | undefined,
): Promise<LabelRun> {
  const { subjects, count } = await findSubjects(reader, query)
  await makeReady(JSON.stringify(subjects))
  const sheet = sheetOf(query.format)
  const options = { symbol: query.symbol, domain, mostModules: barsThatFit(sheet) }
  const labels = subjects.map(subject => ({ subject, encoded: encode(subject, options) }))
  return { sheet, start: query.part === 1 ? query.start : 1, labels, count }
}

/** The first label as it will be, and what a person should know before printing. */
export function previewOf({ sheet, start, labels, count }: LabelRun): LabelPreview {
  const [first] = labels
  if (first === undefined) throw new Error('labels were planned without one')
  const pen = makePen(newPdf({ title: 'Preview', width: sheet.pageWidth, height: sheet.pageHeight }))
  return {
    count,
    parts: Math.ceil(count / labelsAtOnce),
    pages: Math.ceil((start - 1 + labels.length) / (sheet.columns * sheet.rows)),
    first: layOut(first.subject, first.encoded, sheet, pen),
    says: first.encoded.says,
    notes: notesOn(labels),
  }
}
