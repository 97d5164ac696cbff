import { sql } from 'kysely'
import type { Reader, Tx } from '../database/public.ts'
import { plainHeading, type RecogniseHeadings } from './recognise-headings.ts'

/** Whose file it was, and what its columns were called that were matched. */
export interface Source<Field extends string> {
  readonly name: string
  readonly headings: Partial<Record<Field, string>>
  /** The other columns that it had. */
  readonly ignored: readonly string[]
}

/** The sources whose columns a room remembers in its `table`, the latest first. */
export async function readSources<Field extends string>(
  reader: Reader,
  table: string,
): Promise<Source<Field>[]> {
  const { rows } = await sql<Source<Field>>`
    select name, headings, ignored from ${sql.table(table)} order by used_at desc, id desc limit 200`.execute(
    reader.db,
  )
  return rows
}

/** The source with the most columns of which all stand among these headings; null when there is none. */
export function sourceOf<Field extends string>(
  sources: readonly Source<Field>[],
  headings: readonly string[],
): Source<Field> | null {
  const present = new Set(headings.map(plainHeading))
  const size = (source: Source<Field>) => Object.keys(source.headings).length
  let best: Source<Field> | null = null
  for (const source of sources) {
    const texts = Object.values<string | undefined>(source.headings)
    if (texts.length === 0 || !texts.every(text => present.has(plainHeading(text ?? '')))) continue
    if (best === null || size(source) > size(best)) best = source
  }
  return best
}

/**
 * Recognises headings as they were matched before, where all of a source's are there; those that were left without a
 * meaning stay so. Other headings, and all of an unknown file, are recognised by their names, as `byName` does.
 */
export function recogniserFor<Field extends string>(
  sources: readonly Source<Field>[],
  byName: RecogniseHeadings<Field>,
): RecogniseHeadings<Field> {
  return headings => {
    const source = sourceOf(sources, headings)
    if (source === null) return byName(headings)
    const fields: (Field | null)[] = headings.map(() => null)
    for (const [field, text] of Object.entries(source.headings) as [Field, string][]) {
      const plain = plainHeading(text)
      const column = headings.findIndex(
        (heading, at) => fields[at] === null && plainHeading(heading) === plain,
      )
      if (column >= 0) fields[column] = field
    }
    const ignored = new Set(source.ignored.map(plainHeading))
    const isNew = (at: number) => fields[at] === null && !ignored.has(plainHeading(headings[at]!))
    byName(headings.map((heading, at) => (isNew(at) ? heading : ''))).forEach((field, at) => {
      if (field !== null && !fields.includes(field)) fields[at] = field
    })
    return fields
  }
}

/** Remembers what the columns of a source are called, by all headings of its file in their order. */
export async function rememberSource<Field extends string>(
  tx: Tx,
  table: string,
  name: string,
  mapping: Partial<Record<Field, number>>,
  columns: readonly { index: number; heading: string }[],
): Promise<void> {
  const headingAt = new Map(columns.map(({ index, heading }) => [index, heading]))
  // A column without a heading cannot be found again.
  const matched = (Object.entries(mapping) as [Field, number][]).filter(([, at]) => headingAt.get(at))
  const used = new Set(Object.values<number | undefined>(mapping))
  const ignored = columns.filter(({ index, heading }) => heading !== '' && !used.has(index))
  await sql`
    insert into ${sql.table(table)} (name, headings, ignored, used_at, used_by)
    values (${name}, ${JSON.stringify(Object.fromEntries(matched.map(([field, at]) => [field, headingAt.get(at)])))}::jsonb,
            ${ignored.map(({ heading }) => heading)}::text[], ${tx.at}, ${tx.actor.id})
    on conflict (lower(normalize(name, nfc)))
    do update set name = excluded.name, headings = excluded.headings, ignored = excluded.ignored,
                  used_at = excluded.used_at, used_by = excluded.used_by`.execute(tx.db)
}
