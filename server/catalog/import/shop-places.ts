import { sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'
import { listCategories } from '../categories/list-categories.ts'
import { listTaxRates } from '../tax-rates.ts'
import { pathKey } from './detail-texts.ts'

interface Place {
  readonly id: number
  readonly code: string
}

/** What names in a file mean in this shop: categories, tax rates, suppliers, locations and their bins. Read once for a file. */
export interface ShopNames {
  /** The path as the shop writes it; itself for a category that is yet to be added. */
  category(path: readonly string[]): readonly string[]
  taxRate(text: string): number | null
  /** By name in any case, or by number. */
  supplier(text: string): number | null
  location(text: string): Place | null
  bin(locationId: number, code: string): number | null
  /** What the rates are called, for whoever wrote another. */
  readonly rates: string
}

export async function readShopNames(reader: Reader): Promise<ShopNames> {
  const [{ items: categories }, { items: rates }, bins, suppliers] = await Promise.all([
    listCategories(reader),
    listTaxRates(reader),
    readBins(reader),
    readSuppliers(reader),
  ])
  const paths = new Map(categories.filter(one => !one.archived).map(one => [pathKey(one.path), one.path]))
  const current = rates.filter(rate => !rate.archived)
  const percents = (basisPoints: number) => String(basisPoints / 100)
  const locations = new Map<string, Place>()
  for (const { id, code, name } of bins) locations.set(key(name), { id, code })
  for (const { id, code } of bins) locations.set(key(code), { id, code })
  const codes = new Map(bins.map(one => [`${one.id} ${one.bin}`, one.binId]))
  return {
    category: path => paths.get(pathKey(path)) ?? path,
    taxRate: text => {
      const byName = current.find(rate => key(rate.name) === key(text))
      const percent = text.replace(/\s*%$/, '').replace(',', '.')
      const byPercent = current.filter(rate => percents(rate.basisPoints) === String(Number(percent)))
      return byName?.id ?? (byPercent.length === 1 && percent.trim() !== '' ? byPercent[0]!.id : null)
    },
    supplier: text => suppliers.get(key(text)) ?? null,
    location: text => locations.get(key(text)) ?? null,
    bin: (locationId, code) => codes.get(`${locationId} ${code.normalize('NFC')}`) ?? null,
    rates: current.map(rate => rate.name).join(', '),
  }
}

const key = (text: string) => text.normalize('NFC').toLowerCase()

/** A name goes before a number, as in the import of an order. */
async function readSuppliers(reader: Reader): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: number; number: string; name: string }>`
    select id, number, name from supplier where archived_at is null`.execute(reader.db)
  const ids = new Map(rows.map(({ id, number }) => [key(number), id]))
  for (const { id, name } of rows) ids.set(key(name), id)
  return ids
}

async function readBins(reader: Reader) {
  const { rows } = await sql<{
    id: number
    code: string
    name: string
    bin: string | null
    binId: number | null
  }>`
    select location.id, location.code, location.name, place.code as bin, place.id as "binId"
      from location left join place on place.location_id = location.id and place.archived_at is null
     where location.archived_at is null`.execute(reader.db)
  return rows
}
