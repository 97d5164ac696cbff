import { sql } from 'kysely'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'

export interface Draft {
  readonly number: string
  readonly productId: number
  readonly product: string
  readonly from: { lots: boolean; serials: boolean }
  readonly to: { lots: boolean; serials: boolean }
}

/**
 * Locks a conversion while it is a draft: shared by those who count, alone for whoever ends it. Refuses not_found and
 * wrong_state.
 */
export async function lockDraft(tx: Tx, conversionId: number, how: 'share' | 'alone'): Promise<Draft> {
  const { rows } = await sql<Draft & { state: string }>`
    select d.number, c.state, p.id as "productId", p.name as product,
           jsonb_build_object('lots', c.from_lots, 'serials', c.from_serials) as from,
           jsonb_build_object('lots', c.to_lots, 'serials', c.to_serials) as to
      from conversion c join document d on d.id = c.id join product p on p.id = c.product_id
     where c.id = ${conversionId} for ${how === 'share' ? sql`share` : sql`update`} of c`.execute(tx.db)
  const found = rows[0]
  if (found === undefined) throw refuse('not_found', { what: 'conversion' })
  const { state, ...draft } = found
  if (state !== 'draft') throw refuse('wrong_state', { document: draft.number, state, needed: 'a draft' })
  return draft
}
