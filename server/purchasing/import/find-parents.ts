import { sql } from 'kysely'
import * as people from '../../people/public.ts'
import type { Reader } from '../../platform/database/public.ts'
import type { RowProblems } from '../../platform/imports/public.ts'
import type { ReadRows } from './read-rows.ts'

export interface Parents {
  /** By the text of the cell. */
  readonly ids: ReadonlyMap<string, number>
  /** Texts of cells that mean nothing that the shop has, in every spelling. */
  readonly missing: string[]
  /** What would be made of them, each once, as the file first writes it. */
  readonly unknown: string[]
}

/** Suppliers by name (in any case) or by number. */
export async function findSuppliers(reader: Reader, { rows }: ReadRows): Promise<Parents> {
  const given = [...new Set(rows.flatMap(row => row.supplier ?? []))]
  const ids = await people.findSuppliers(reader, given)
  const missing = given.filter(text => !ids.has(text))
  return { ids, missing, unknown: once(missing, text => text.normalize('NFC').toLowerCase()) }
}

/** Bins by their code, all of one location. One that is no longer in use is a problem. */
export async function findBins(
  reader: Reader,
  { rows }: ReadRows,
  locationId: number,
  problems: RowProblems,
): Promise<Parents> {
  const given = [...new Set(rows.flatMap(row => row.bin ?? []))]
  const { rows: bins } = await sql<{ given: string; id: number; archived: boolean; location: string }>`
    select given, place.id, place.archived_at is not null as archived, location.name as location
      from unnest(${given}::text[]) as given
      join place on place.location_id = ${locationId} and place.code = normalize(given, nfc)
      join location on location.id = place.location_id`.execute(reader.db)
  const known = new Map(bins.map(bin => [bin.given, bin]))
  for (const { number, bin: code } of rows) {
    if (typeof code !== 'string') continue
    const bin = known.get(code)
    if (bin?.archived)
      problems.add(number, `Bin ${code} at ${bin.location} is no longer in use. Choose another one.`)
  }
  const missing = given.filter(code => !known.has(code))
  const ids = new Map(bins.map(bin => [bin.given, bin.id]))
  return { ids, missing, unknown: once(missing, code => code.normalize('NFC')) }
}

function once(texts: readonly string[], keyOf: (text: string) => string): string[] {
  const firstOfKey = new Map<string, string>()
  for (const text of texts) if (!firstOfKey.has(keyOf(text))) firstOfKey.set(keyOf(text), text)
  return [...firstOfKey.values()]
}
