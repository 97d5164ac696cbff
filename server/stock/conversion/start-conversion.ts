import { sql } from 'kysely'
import type { Conversion } from '../../../contract/conversion.ts'
import * as documents from '../../documents/public.ts'
import { changed, type Tx } from '../../platform/database/public.ts'
import { type Refusal, refuse } from '../../platform/refusal.ts'
import { readConversion } from './read-conversion.ts'

interface Tracking {
  readonly lots: boolean
  readonly serials: boolean
}

/**
 * Opens a conversion K… of a product as a draft: from how it is tracked now, to how it shall be. Nothing of the stock
 * changes, and the shop goes on. Refuses not_found, conversion_needless, conversion_single_use, conversion_open.
 */
export async function startConversion(tx: Tx, productId: number, to: Tracking): Promise<Conversion> {
  const opened = await documents.openDocument(tx, 'conversion', 'started')
  // One product has one draft (a unique index); of two that are started at once, the second waits and finds the first.
  const made = await sql`
    insert into conversion (id, product_id, from_lots, from_serials, to_lots, to_serials)
    select ${opened.id}, id, tracks_lots, tracks_serials, ${to.lots}, ${to.serials}
      from product
     where id = ${productId} and tracking_locked_at is not null
       and (tracks_lots <> ${to.lots} or tracks_serials <> ${to.serials})
       and (dispatch_identifier_mode <> 'single_use' or tracks_serials or ${to.serials})
    on conflict (product_id) where state = 'draft' do nothing`.execute(tx.db)
  if (changed(made) === 0) throw await whyNot(tx, productId, to)
  return readConversion(tx, opened.id)
}

async function whyNot(tx: Tx, productId: number, to: Tracking): Promise<Refusal> {
  const { rows } = await sql<{ product: string; needless: boolean; number: string | null }>`
    select p.name as product,
           p.tracking_locked_at is null or (p.tracks_lots = ${to.lots} and p.tracks_serials = ${to.serials}) as needless,
           (select d.number from conversion c join document d on d.id = c.id
             where c.product_id = p.id and c.state = 'draft') as number
      from product p where p.id = ${productId}`.execute(tx.db)
  if (rows[0] === undefined) return refuse('not_found', { what: 'product' })
  const { product, needless, number } = rows[0]
  if (needless) return refuse('conversion_needless', { product })
  if (number !== null) return refuse('conversion_open', { product, number })
  return refuse('conversion_single_use', { product })
}
