import { sql } from 'kysely'
import type { TillState } from '../../../contract/till/device.ts'
import type { Reader } from '../../platform/database/public.ts'
import { readCashiers } from '../tills/cashiers.ts'

/** What a device asks first and keeps: its till, its shop, who can sign in, and the drawer as it stands. */
export async function readTillState(reader: Reader, tillId: number): Promise<TillState> {
  const [{ rows }, cashiers, reasons] = await Promise.all([
    sql<Pick<TillState, 'till' | 'location' | 'shop' | 'drawer'>>`
      select jsonb_build_object('id', till.id, 'number', till.number, 'name', till.name) as till,
             jsonb_build_object('id', location.id, 'code', location.code, 'name', location.name) as location,
             jsonb_build_object('name', shop.name, 'address', shop.address, 'phone', shop.phone, 'email', shop.email,
               'taxNumber', shop.tax_number, 'currency', shop.currency, 'timeZone', shop.time_zone,
               'pricesIncludeTax', shop.prices_include_tax, 'logoKey', (select key from shop_logo)) as shop,
             (select jsonb_build_object('id', d.id, 'floatMinor', d.float_minor, 'openedBy', coalesce(s.name, 'Lotbook'),
                       'openedAt', to_char(d.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                from till_drawer d left join staff s on s.id = d.opened_by
               where d.till_id = till.id and d.closed_at is null) as drawer
        from till join location on location.id = till.location_id cross join shop
       where till.id = ${tillId}`.execute(reader.db),
    readCashiers(reader),
    sql<{ id: number; name: string }>`
      select id, name from return_reason where archived_at is null order by position, id`.execute(reader.db),
  ])
  return {
    ...rows[0]!,
    cashiers,
    returnReasons: reasons.rows,
    receiptAddress: '/receipt/',
    now: reader.at,
  }
}
