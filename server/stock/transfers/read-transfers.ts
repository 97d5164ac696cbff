import { sql } from 'kysely'
import type { Transfer, TransferRow, TransferState } from '../../../contract/transfers.ts'
import * as documents from '../../documents/public.ts'
import type { Reader } from '../../platform/database/public.ts'
import { contains, type Page, pageOf, type SearchQuery } from '../../platform/paging.ts'
import { refuse } from '../../platform/refusal.ts'

const head = sql`
  d.id, d.number, x.state, d.created_at as "createdAt", coalesce(staff.name, 'Lotbook') as "createdBy", x.sent_at as "sentAt",
  jsonb_build_object('id', source.id, 'code', source.code, 'name', source.name) as "from",
  jsonb_build_object('id', target.id, 'code', target.code, 'name', target.name) as "to"`
const tables = sql`
  transfer x join document d on d.id = x.id
  join location source on source.id = x.from_location_id
  join location target on target.id = x.to_location_id
  left join staff on staff.id = d.created_by`

/** Transfers, newest first; a search looks at number, note and the products. */
export async function listTransfers(
  reader: Reader,
  query: SearchQuery & { readonly state?: TransferState | undefined },
): Promise<Page<TransferRow>> {
  const pattern = contains(query.search)
  const before = (after: unknown) => sql`(${after}::bigint is null or x.id < ${after}::bigint)`
  return pageOf<TransferRow>(
    query,
    ({ after, limit }) =>
      sql`
      select ${head}, going.product, greatest(going.products - 1, 0)::int as "otherProducts"
        from ${tables}
        cross join lateral (
          select (array_agg(v.name order by line.line_number))[1] as product, count(distinct v.id) as products
            from transfer_line line join variant v on v.id = line.variant_id where line.transfer_id = x.id
        ) going
       where ${before(after[0] ?? null)}
         and (${query.state ?? null}::text is null or x.state = ${query.state ?? null})
         and (${pattern}::text is null or d.number ilike ${pattern} or x.note ilike ${pattern} or exists (
               select from transfer_line line join variant v on v.id = line.variant_id
                where line.transfer_id = x.id and (v.name ilike ${pattern} or v.product_number ilike ${pattern})))
       order by x.id desc limit ${limit}`.execute(reader.db),
    row => [row.id],
  )
}

/** One transfer with its lines and its history. Refuses not_found. */
export async function readTransfer(reader: Reader, transferId: number): Promise<Transfer> {
  const found = await sql<Omit<Transfer, 'lines' | 'events'>>`
    select ${head}, x.note, x.version, x.ended_at as "endedAt" from ${tables} where x.id = ${transferId}`.execute(
    reader.db,
  )
  if (found.rows[0] === undefined) throw refuse('not_found', { what: 'transfer' })
  const lines = await sql<Transfer['lines'][number]>`
    select line.id, v.decimals, line.quantity, line.received, line.missing,
           jsonb_build_object('id', v.product_id, 'variantId', v.id, 'name', v.name, 'productNumber', v.product_number) as product,
           jsonb_build_object('id', bin.id, 'code', bin.code) as bin,
           case when lot.id is not null then jsonb_build_object('id', lot.id, 'number', lot.number) end as lot,
           case when unit.id is not null then jsonb_build_object('id', unit.id, 'serial', unit.serial) end as unit
      from transfer_line line join variant v on v.id = line.variant_id join place bin on bin.id = line.place_id
      left join lot on lot.id = line.lot_id left join unit on unit.id = line.unit_id
     where line.transfer_id = ${transferId} order by line.line_number`.execute(reader.db)
  return { ...found.rows[0], lines: lines.rows, events: await documents.readEvents(reader, transferId) }
}
