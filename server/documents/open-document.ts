import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'

const series = {
  purchase_order: { prefix: 'P', sequence: 'purchase_order_number' },
  goods_receipt: { prefix: 'G', sequence: 'goods_receipt_number' },
  sales_order: { prefix: 'O', sequence: 'sales_order_number' },
  delivery_note: { prefix: 'D', sequence: 'delivery_note_number' },
  return: { prefix: 'R', sequence: 'return_number' },
  adjustment: { prefix: 'A', sequence: 'adjustment_number' },
  conversion: { prefix: 'K', sequence: 'conversion_number' },
  transfer: { prefix: 'X', sequence: 'transfer_number' },
  stock_count: { prefix: 'C', sequence: 'stock_count_number' },
  identification: { prefix: 'N', sequence: 'identification_number' },
} as const
export type DocumentKind = keyof typeof series

/**
 * Gives a new document its id and number (P1001, O1001, …) and writes the first line of its history. Numbers come from
 * a sequence: they may have gaps, and nobody waits for another's commit.
 */
export async function openDocument(
  tx: Tx,
  kind: DocumentKind,
  what = 'created',
  detail: Record<string, unknown> | null = null,
): Promise<{ id: number; number: string }> {
  const { rows } = await sql<{ id: number; number: string }>`
    with ${opening(tx, kind, what, detail)}
    select id, number from opened`.execute(tx.db)
  return rows[0]!
}

/** The same as part of a statement that writes what the document says as well: the row `opened` (id, number). */
export function opening(
  tx: Tx,
  kind: DocumentKind,
  what = 'created',
  detail: Record<string, unknown> | null = null,
): RawBuilder<unknown> {
  const { prefix, sequence } = series[kind]
  return sql`
    opened as (
      insert into document (kind, number, created_at, created_by)
      values (${kind}, ${prefix}::text || nextval(${sequence}::regclass), ${tx.at}, ${tx.actor.id})
      returning id, number
    ), noted as (
      insert into document_event (document_id, what, at, actor_id, detail)
      select id, ${what}, ${tx.at}, ${tx.actor.id}, ${detail === null ? null : JSON.stringify(detail)}::jsonb from opened
    )`
}
