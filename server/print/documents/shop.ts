import { sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'

/** Whose paper it is, and how its money and its days are written. */
export interface Shop {
  readonly name: string
  readonly currency: string
  readonly timeZone: string
}

export async function readShop(reader: Reader): Promise<Shop> {
  const { rows } = await sql<Shop>`select name, currency, time_zone as "timeZone" from shop`.execute(
    reader.db,
  )
  if (rows[0] === undefined) throw new Error('there is no shop')
  return rows[0]
}
