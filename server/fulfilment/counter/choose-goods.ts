import { sql } from 'kysely'
import type { Reader, Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { type Chosen, checkFits, demandAll } from '../check-choices.ts'
import { refuseUnlisted } from '../dispatch/resolve-identifiers.ts'
import { trackingOf } from '../identifiers.ts'
import type { OrderedLine } from '../lock-order.ts'

/** A line of goods that go over a counter, as it was rung up. Quantities are in smallest units. */
export interface CounterLine {
  readonly variantId: number
  readonly quantity: number
  readonly lots: readonly { readonly lotId: number; readonly quantity: number }[]
  /** As they were read, one for each piece that has one. */
  readonly serials: readonly string[]
  readonly identifiers: readonly string[]
}

/** Goods that were found fit to be handed over, with the decimals that their price is counted by. */
export interface CounterGoods extends Chosen {
  readonly product: string
  readonly decimals: number
}

/**
 * Puts each line to its product, and sees that lots add up, each piece is named and known, and nothing that is asked for at
 * dispatch lacks. It claims nothing: `handOver` does. `name` says in refusals what is being sold. Refuses not_found,
 * choice_incomplete, identifiers_needed, identifier_not_listed, unit_unknown, and piece_sold with the document and the day.
 */
export async function chooseGoods(
  tx: Tx,
  name: string,
  lines: readonly CounterLine[],
): Promise<CounterGoods[]> {
  const products = await readProducts(tx, lines)
  if (lines.some(line => !products.has(line.variantId))) throw refuse('not_found', { what: 'product' })
  for (const { tracking, product, pieces } of products.values())
    if (tracking.serials) await refuseGone(tx, product, pieces)
  const chosen = lines.map((line, index): CounterGoods => {
    const { pieces, ...product } = products.get(line.variantId)!
    const { serials } = product.tracking
    return {
      product: product.product,
      decimals: product.decimals,
      // No order line is there yet, and none has such an id.
      line: { ...product, id: -1 - index },
      choice: {
        orderLineId: -1 - index,
        quantity: line.quantity,
        lots: serials ? [] : [...line.lots],
        unitIds: serials ? pieces.flatMap(piece => (piece.line === index ? [piece.unitId!] : [])) : [],
        identifiers: serials || product.identifierMode === 'off' ? [] : [...line.identifiers],
      },
    }
  })
  checkFits(chosen)
  demandAll(name, chosen)
  await refuseUnlisted(tx, chosen)
  return chosen
}

interface Product extends OrderedLine {
  /** The pieces that the serials of its lines name. */
  pieces: Piece[]
}
interface Piece {
  line: number
  serial: string
  unitId: number | null
  isWithCustomer: boolean
}

/** The products of the lines, by variant, each with the pieces that the serials of its lines name. */
async function readProducts(
  reader: Reader,
  lines: readonly CounterLine[],
): Promise<ReadonlyMap<number, Product>> {
  const given = lines.flatMap(({ variantId, serials }, line) =>
    serials.map(serial => ({ line, variantId, serial })),
  )
  const { rows } = await sql<Product>`
    select 0 as id, v.id as "variantId", v.name as product, v.decimals, ${trackingOf} as tracking,
           p.dispatch_identifier_mode as "identifierMode", coalesce((
             select json_agg(json_build_object('line', given.line, 'serial', given.serial, 'unitId', unit.id,
                                               'isWithCustomer', coalesce(place.kind = 'customer', false)) order by given.position)
               from unnest(${given.map(one => one.line)}::int[], ${given.map(one => one.variantId)}::bigint[],
                           ${given.map(one => one.serial)}::text[]) with ordinality as given (line, variant_id, serial, position)
               left join unit on normalize(unit.serial, nfc) = normalize(given.serial, nfc) and unit.variant_id + 0 = given.variant_id
               left join place on place.id = unit.place_id
              where given.variant_id = v.id), '[]') as pieces
      from variant v join product p on p.id = v.product_id
     where v.id = any(${lines.map(line => line.variantId)}::bigint[])`.execute(reader.db)
  return new Map(rows.map(row => [row.variantId, row]))
}

/** Refuses unit_unknown, and piece_sold with the paper that says so. */
async function refuseGone(tx: Tx, product: string, pieces: readonly Piece[]): Promise<void> {
  const gone = pieces.find(({ unitId, isWithCustomer }) => unitId === null || isWithCustomer)
  if (gone === undefined) return
  const { serial, unitId } = gone
  if (unitId === null) throw refuse('unit_unknown', { serial, product })
  const { rows } = await sql<{ document: string; on: string }>`
    select d.number as document, to_char(m.moved_at at time zone shop.time_zone, 'YYYY-MM-DD') as on
      from movement_unit mu join movement m on m.id = mu.movement_id join document d on d.id = m.document_id cross join shop
     where mu.unit_id = ${unitId} order by mu.movement_id desc limit 1`.execute(tx.db)
  throw refuse('piece_sold', { serial, product, ...rows[0]! })
}
