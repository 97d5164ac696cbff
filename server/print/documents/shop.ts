import { sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'

/** Whose paper it is, and how its money and its days are written. */
export interface Shop {
  readonly name: string
  readonly currency: string
  readonly timeZone: string
  /** What stands below the name on papers: the address, line by line, and how the shop is reached. */
  readonly letterhead: readonly string[]
  readonly logo: { readonly png: Buffer; readonly width: number; readonly height: number } | null
}

interface Row extends Omit<Shop, 'letterhead' | 'logo'> {
  address: string
  email: string
  phone: string
  taxNumber: string
  png: Buffer | null
  width: number
  height: number
}

export async function readShop(reader: Reader): Promise<Shop> {
  const { rows } = await sql<Row>`
    select name, currency, time_zone as "timeZone", address, email, phone, tax_number as "taxNumber",
           logo.png, logo.width, logo.height
      from shop left join shop_logo logo on true`.execute(reader.db)
  if (rows[0] === undefined) throw new Error('there is no shop')
  const { address, email, phone, taxNumber, png, width, height, ...shop } = rows[0]
  const lines = [
    ...address.split('\n'),
    [phone, email].filter(text => text !== '').join(' · '),
    taxNumber === '' ? '' : `Tax number ${taxNumber}`,
  ].map(line => line.trim())
  return {
    ...shop,
    letterhead: lines.filter(line => line !== ''),
    logo: png === null ? null : { png, width, height },
  }
}
