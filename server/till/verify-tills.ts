import type pg from 'pg'
import * as stock from '../stock/public.ts'

/**
 * Proves of every receipt that its goods, its order and its money say the same, and that no number lacks. Gives one line
 * for each difference, none when all is well.
 */
export const verifyTills = (pool: pg.Pool): Promise<string[]> => stock.proveAll(pool, proofs)

const proofs = [
  // Receipts are numbered without gaps, till by till.
  `select 'till ' || till.number || ' has ' || count(sale.id) || ' receipts, its numbers say ' || till.next_receipt - 1001 as difference
     from till left join till_sale sale on sale.till_id = till.id
    group by till.id having count(sale.id) <> till.next_receipt - 1001`,
  `select 'till ' || till.number || ' has ' || count(d.id) || ' Z reports, its numbers say ' || till.next_z - 1 as difference
     from till left join till_drawer d on d.till_id = till.id and d.closed_at is not null
    group by till.id having count(d.id) <> till.next_z - 1`,
  // What was sold is an order and its delivered note, and nothing else is.
  `select 'receipt ' || d.number || ' is ' || sale.state || ', its order is ' || coalesce(o.state, 'none') || ' and its note ' || coalesce(n.state, 'none') as difference
     from till_sale sale join document d on d.id = sale.document_id
     left join sales_order o on o.id = d.id left join delivery_note n on n.id = d.id and n.order_id = d.id
    where (sale.state = 'sold') <> (o.state is not distinct from 'delivered' and n.state is not distinct from 'delivered')
       or (sale.state = 'sold' and o.total_minor <> sale.total_minor)`,
  // All that was sold went over the counter by the ledger; what was corrected afterwards came and went in pairs.
  `select 'receipt ' || d.number || ' sold ' || l.quantity || ' of ' || v.name || ', movements took ' || moved.quantity as difference
     from till_sale sale join document d on d.id = sale.document_id join delivery_note_line l on l.note_id = d.id
     join variant v on v.id = l.variant_id
     cross join lateral (
       select coalesce(sum(case when t.kind = 'customer' then m.quantity else -m.quantity end), 0) as quantity
         from movement m join place t on t.id = m.to_place_id
        where m.document_id = d.id and m.document_line_id = l.id) moved
    where moved.quantity <> l.quantity`,
  // What was paid is what it cost, and what was given back is what the return says.
  `select 'receipt ' || d.number || ' cost ' || sale.total_minor || ', paid are ' || coalesce(sum(p.amount_minor), 0) as difference
     from till_sale sale join document d on d.id = sale.document_id left join till_payment p on p.sale_id = sale.id
    group by sale.id, d.number having coalesce(sum(p.amount_minor), 0) <> sale.total_minor`,
  `select 'a return of receipt ' || d.number || ' gave ' || r.refund_minor || ' back, payments say ' || coalesce(sum(p.amount_minor), 0) as difference
     from till_return r join till_sale sale on sale.id = r.sale_id join document d on d.id = sale.document_id
     left join till_payment p on p.return_id = r.id
    group by r.id, d.number having coalesce(sum(p.amount_minor), 0) <> r.refund_minor`,
]
