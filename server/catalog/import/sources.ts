import { sql } from 'kysely'
import type { ProductField } from '../../../contract/product-import.ts'
import type { Reader, Tx } from '../../platform/database/public.ts'
import { plainHeading, type RecogniseHeadings } from '../../platform/imports/public.ts'
import { recogniseProductHeadings } from './recognise-headings.ts'

/** Whose file it was, and what its columns were called that were matched. */
export interface Source {
  readonly name: string
  readonly headings: Partial<Record<ProductField, string>>
  /** The other columns that it had. */
  readonly ignored: readonly string[]
}

/** The sources that have columns remembered, the latest first. */
export async function readSources(reader: Reader): Promise<Source[]> {
  const { rows } = await sql<Source>`
    select name, headings, ignored from product_import_source order by used_at desc, id desc limit 200`.execute(
    reader.db,
  )
  return rows
}

/** The source with the most columns of which all stand among these headings; null when there is none. */
export function sourceOf(sources: readonly Source[], headings: readonly string[]): Source | null {
  const present = new Set(headings.map(plainHeading))
  const size = (source: Source) => Object.keys(source.headings).length
  let best: Source | null = null
  for (const source of sources) {
    const texts = Object.values(source.headings)
    if (texts.length === 0 || !texts.every(text => present.has(plainHeading(text)))) continue
    if (best === null || size(source) > size(best)) best = source
  }
  return best
}

/**
 * Recognises headings as they were matched before, where all of a source's are there; those that were left without a
 * meaning stay so. Other headings, and all of an unknown file, are recognised by their names.
 */
export function recogniserFor(sources: readonly Source[]): RecogniseHeadings<ProductField> {
  return headings => {
    const source = sourceOf(sources, headings)
    if (source === null) return recogniseProductHeadings(headings)
    const fields: (ProductField | null)[] = headings.map(() => null)
    for (const [field, text] of Object.entries(source.headings) as [ProductField, string][]) {
      const plain = plainHeading(text)
      const column = headings.findIndex(
        (heading, at) => fields[at] === null && plainHeading(heading) === plain,
      )
      if (column >= 0) fields[column] = field
    }
    const ignored = new Set(source.ignored.map(plainHeading))
    const isNew = (at: number) => fields[at] === null && !ignored.has(plainHeading(headings[at]!))
    recogniseProductHeadings(headings.map((heading, at) => (isNew(at) ? heading : ''))).forEach(
      (field, at) => {
        if (field !== null && !fields.includes(field)) fields[at] = field
      },
    )
    return fields
  }
}

/** Remembers what the columns of a source are called, by all headings of its file in their order. */
export async function rememberSource(
  tx: Tx,
  name: string,
  mapping: Partial<Record<ProductField, number>>,
  columns: readonly { index: number; heading: string }[],
): Promise<void> {
  const headingAt = new Map(columns.map(({ index, heading }) => [index, heading]))
  // A column without a heading cannot be found again.
  const matched = (Object.entries(mapping) as [ProductField, number][]).filter(([, at]) => headingAt.get(at))
  const used = new Set(Object.values<number | undefined>(mapping))
  const ignored = columns.filter(({ index, heading }) => heading !== '' && !used.has(index))
  await sql`
    insert into product_import_source (name, headings, ignored, used_at, used_by)
    values (${name}, ${JSON.stringify(Object.fromEntries(matched.map(([field, at]) => [field, headingAt.get(at)])))}::jsonb,
            ${ignored.map(({ heading }) => heading)}::text[], ${tx.at}, ${tx.actor.id})
    on conflict (lower(normalize(name, nfc)))
    do update set name = excluded.name, headings = excluded.headings, ignored = excluded.ignored,
                  used_at = excluded.used_at, used_by = excluded.used_by`.execute(tx.db)
}
