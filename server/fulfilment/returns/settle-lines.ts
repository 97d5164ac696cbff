import { sql } from 'kysely'
import type { InspectionInput, ReturnOutcome } from '../../../contract/returns.ts'
import * as documents from '../../documents/public.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import * as stock from '../../stock/public.ts'

type Inspected = InspectionInput['lines'][number]

/**
 * Writes down what was found and sends the goods where they go: what is repaired stays claimed by the return. Each line is
 * judged once, and again after a repair. Refuses inspected_already, not_found and what stock.settleReturned refuses.
 */
export async function settleLines(tx: Tx, returnId: number, inspected: readonly Inspected[]): Promise<void> {
  if (inspected.length === 0) return
  const { rows } = await sql<{ lineId: number; soldLineId: number; outcome: ReturnOutcome; what: string }>`
    with judged as (
      update goods_return_line l set outcome = g.outcome, finding = g.finding, inspected_at = ${tx.at}, inspected_by = ${tx.actor.id}
        from unnest(${inspected.map(one => one.lineId)}::bigint[], ${inspected.map(one => one.outcome)}::text[],
                    ${inspected.map(one => one.finding)}::text[]) as g (line_id, outcome, finding)
       where l.id = g.line_id and l.return_id = ${returnId} and (l.outcome is null or (l.outcome = 'repair' and g.outcome <> 'repair'))
      returning l.id, l.note_line_id, l.outcome, l.variant_id, l.unit_id
    )
    select judged.id as "lineId", note_line_id as "soldLineId", outcome, coalesce(unit.serial, v.name) as what
      from judged join variant v on v.id = judged.variant_id left join unit on unit.id = judged.unit_id
     order by judged.id`.execute(tx.db)
  if (rows.length < inspected.length) throw await whyNotJudged(tx, returnId, inspected)
  const binOf = new Map(inspected.map(one => [one.lineId, one.binId]))
  await stock.settleReturned(tx, {
    documentId: returnId,
    settling: rows.flatMap(({ lineId, soldLineId, outcome }) =>
      outcome === 'repair'
        ? []
        : [
            {
              lineId,
              soldLineId,
              to: placeOf[outcome],
              placeId: outcome === 'resell' ? binOf.get(lineId)! : null,
            },
          ],
    ),
  })
  for (const outcome of new Set(rows.map(row => row.outcome))) {
    const what = rows.filter(row => row.outcome === outcome).map(row => row.what)
    await documents.recordEvent(tx, returnId, 'inspected', {
      outcome,
      what: what.slice(0, 20),
      count: what.length,
    })
  }
}

const placeOf = { resell: 'shelf', scrap: 'scrap', supplier: 'supplier' } as const

async function whyNotJudged(tx: Tx, returnId: number, inspected: readonly Inspected[]) {
  const { rows } = await sql<{ what: string; document: string; outcome: string }>`
    select coalesce('Serial ' || unit.serial || ' of ', 'Lot ' || lot.number || ' of ', '') || v.name as what, d.number as document,
           l.outcome
      from unnest(${inspected.map(one => one.lineId)}::bigint[], ${inspected.map(one => one.outcome)}::text[]) as g (line_id, outcome)
      join goods_return_line l on l.id = g.line_id and l.return_id = ${returnId}
      join document d on d.id = l.return_id join variant v on v.id = l.variant_id
      left join unit on unit.id = l.unit_id left join lot on lot.id = l.lot_id
     where l.outcome <> 'repair' or g.outcome = 'repair'
     order by l.id limit 1`.execute(tx.db)
  return rows[0] === undefined
    ? refuse('not_found', { what: 'line of this return' })
    : refuse('inspected_already', rows[0])
}
