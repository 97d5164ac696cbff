import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'

const series = { invoice: 'I' } as const

/**
 * Gives a new document of a kind that is numbered without gaps its id; its number comes last, by `takeNumber`, or by
 * `giveNumber` where the counter is somebody else's.
 */
export async function openUnnumbered(
  tx: Tx,
  kind: keyof typeof series | 'till_receipt',
  what = 'created',
  detail: Record<string, unknown> | null = null,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    with opened as (
      insert into document (kind, number, created_at, created_by)
      values (${kind}, 'waits for its number ' || gen_random_uuid(), ${tx.at}, ${tx.actor.id}) returning id
    ), noted as (
      insert into document_event (document_id, what, at, actor_id, detail)
      select id, ${what}, ${tx.at}, ${tx.actor.id}, ${detail === null ? null : JSON.stringify(detail)}::jsonb from opened
    )
    select id from opened`.execute(tx.db)
  return rows[0]!.id
}

/**
 * Numbers the document with the next of its series. Everybody else who numbers one waits from here to the commit, so this
 * is a transaction's last statement; whatever rolls the transaction back gives the number back with it.
 */
export function takeNumber(tx: Tx, documentId: number, kind: keyof typeof series): Promise<string> {
  return giveNumber(
    tx,
    documentId,
    sql`update gapless_number set next = next + 1 where series = ${kind} returning ${series[kind]}::text || (next - 1) as number`,
  )
}

/** The same from another counter: a statement that raises it and returns the document's `number`. */
export async function giveNumber(tx: Tx, documentId: number, raising: RawBuilder<unknown>): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    with taken as (${raising})
    update document set number = taken.number from taken
     where document.id = ${documentId} returning document.number`.execute(tx.db)
  return rows[0]!.number
}
