import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Conflict, Settlement } from '../../../contract/till/conflicts.ts'
import type { TillSaleInput } from '../../../contract/till/sales.ts'
import * as documents from '../../documents/public.ts'
import * as fulfilment from '../../fulfilment/public.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { storeReturn } from '../returns/store-return.ts'
import { countInOpenDrawer } from '../sales/drawers.ts'
import { costOf, differs } from '../sales/sale-sums.ts'
import { contentHash } from '../sales/store-sale.ts'
import { recordOrder } from '../sales/take-sale.ts'
import { bookInLacking } from './book-in-lacking.ts'
import { readConflict } from './read-conflict.ts'

/**
 * Settles a sale that was paid though its goods were gone: by other goods (or as it stands, where that can be done by now),
 * by booking in what the books did not know, or by giving the money back. Once; the receipt keeps its number, and its
 * history says how. Refuses not_found, conflict_settled, sale_sums_differ (a refund that is not the total) and what the
 * ledger refuses.
 */
export async function settleConflict(tx: Tx, saleId: string, settlement: Settlement): Promise<Conflict> {
  const waiting = await lockConflict(tx, saleId)
  if (settlement.how === 'refunded') await giveBack(tx, waiting, settlement.refunds)
  else {
    const sale = settlement.how === 'other_goods' ? withOtherGoods(waiting.sale, settlement) : waiting.sale
    if (settlement.how === 'uncounted') await bookInLacking(tx, waiting, settlement)
    const goods = await fulfilment.chooseGoods(tx, waiting.number, sale.lines)
    const { documentId, locationId } = waiting
    const orderLineIds = await recordOrder(tx, waiting, sale, documentId)
    await fulfilment.handOver(tx, { documentId, locationId, orderLineIds, goods })
  }
  await sql`
    update till_sale set state = ${settlement.how === 'refunded' ? 'refunded' : 'sold'}, settled_at = ${tx.at},
           settled_by = ${tx.actor.id}, settled_how = ${settlement.how}
     where id = ${saleId}`.execute(tx.db)
  await documents.recordEvent(tx, waiting.documentId, 'settled', {
    how: settlement.how,
    note: settlement.note,
  })
  return readConflict(tx, saleId)
}

/** A sale that waits, behind its row's lock. */
export interface Waiting {
  readonly documentId: number
  readonly number: string
  readonly tillId: number
  readonly locationId: number
  readonly sale: TillSaleInput
}

async function lockConflict(tx: Tx, saleId: string): Promise<Waiting> {
  const { rows } = await sql<Waiting & { isOpen: boolean; by: string }>`
    select sale.document_id as "documentId", d.number, sale.till_id as "tillId", till.location_id as "locationId", sale.content as sale,
           sale.state = 'conflict' as "isOpen", coalesce(s.name, 'Lotbook') as by
      from till_sale sale join document d on d.id = sale.document_id join till on till.id = sale.till_id
      left join staff s on s.id = sale.settled_by
     where sale.id = ${saleId} and sale.conflict_code is not null for update of sale`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'till conflict' })
  const { isOpen, by, ...waiting } = rows[0]
  if (!isOpen) throw refuse('conflict_settled', { number: waiting.number, by })
  return waiting
}

function withOtherGoods(
  sale: TillSaleInput,
  { lines }: Extract<Settlement, { how: 'other_goods' }>,
): TillSaleInput {
  const other = new Map(lines.map(({ lineIndex, lots, serials }) => [lineIndex, { lots, serials }]))
  return { ...sale, lines: sale.lines.map((line, index) => ({ ...line, ...other.get(index) })) }
}

/** The money goes back and no goods came: the drawer that is open at the till, or its next one, tells of it. */
async function giveBack(
  tx: Tx,
  { sale, tillId }: Waiting,
  refunds: Extract<Settlement, { how: 'refunded' }>['refunds'],
): Promise<void> {
  const paid = refunds.reduce((sum, one) => sum + one.amountMinor, 0)
  if (paid !== sale.totalMinor) throw differs('What is given back', paid, sale.totalMinor)
  const { rows } = await sql<{ id: number; decimals: number }>`
    select id, decimals from variant where id = any(${sale.lines.map(line => line.variantId)}::bigint[])`.execute(
    tx.db,
  )
  const decimals = new Map(rows.map(row => [row.id, row.decimals]))
  const sums = costOf(
    sale,
    sale.lines.map(line => decimals.get(line.variantId)!),
  )
  const drawer = await sql<{ id: string }>`
    select id from till_drawer where till_id = ${tillId} and closed_at is null for share`.execute(tx.db)
  const id = randomUUID()
  await storeReturn(
    tx,
    { tillId },
    {
      id,
      hash: contentHash(refunds),
      drawerId: drawer.rows[0]?.id ?? null,
      countedIn: drawer.rows[0]?.id ?? null,
      saleId: sale.id,
      returnId: null,
      cashierId: tx.actor.id,
      at: tx.at,
      sums,
      refunds,
    },
  )
  await sql`select from till where id = ${tillId} for no key update`.execute(tx.db)
  await countInOpenDrawer(tx, 'till_return', id)
}
