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
  const [products, pieces] = await Promise.all([readProducts(tx, lines), findPieces(tx, lines)])
  const chosen = lines.map((line, index): CounterGoods => {
    const product = products.get(line.variantId)
    if (product === undefined) throw refuse('not_found', { what: 'product' })
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
        unitIds: serials ? unitIdsOf(pieces[index]!, product.product) : [],
        identifiers: serials || product.identifierMode === 'off' ? [] : [...line.identifiers],
      },
    }
  })
  checkFits(chosen)
  demandAll(name, chosen)
  await refuseUnlisted(tx, chosen)
  return chosen
}

async function readProducts(reader: Reader, lines: readonly CounterLine[]) {
  const { rows } = await sql<OrderedLine>`
    select 0 as id, v.id as "variantId", v.name as product, v.decimals, ${trackingOf} as tracking,
           p.dispatch_identifier_mode as "identifierMode"
      from variant v join product p on p.id = v.product_id
     where v.id = any(${lines.map(line => line.variantId)}::bigint[])`.execute(reader.db)
  return new Map(rows.map(row => [row.variantId, row]))
}

interface Piece {
  line: number
  serial: string
  unitId: number | null
  soldWith: string | null
  soldOn: string | null
}

/** The pieces that the serials of each line name, line by line; those that a customer has, with the paper that says so. */
async function findPieces(reader: Reader, lines: readonly CounterLine[]): Promise<Piece[][]> {
  const given = lines.flatMap(({ variantId, serials }, line) =>
    serials.map(serial => ({ line, variantId, serial })),
  )
  if (given.length === 0) return lines.map(() => [])
  const { rows } = await sql<Piece>`
    select given.line, given.serial, unit.id as "unitId", sold.number as "soldWith", sold.on as "soldOn"
      from unnest(${given.map(one => one.line)}::int[], ${given.map(one => one.variantId)}::bigint[],
                  ${given.map(one => one.serial)}::text[]) with ordinality as given (line, variant_id, serial, position)
      left join unit on normalize(unit.serial, nfc) = normalize(given.serial, nfc) and unit.variant_id + 0 = given.variant_id
      left join lateral (
        select d.number, to_char(m.moved_at at time zone shop.time_zone, 'YYYY-MM-DD') as on
          from place join movement_unit mu on mu.unit_id = unit.id join movement m on m.id = mu.movement_id
          join document d on d.id = m.document_id cross join shop
         where place.id = unit.place_id and place.kind = 'customer' order by mu.movement_id desc limit 1
      ) sold on true
     order by given.position`.execute(reader.db)
  return lines.map((_, line) => rows.filter(row => row.line === line))
}

function unitIdsOf(pieces: readonly Piece[], product: string): number[] {
  return pieces.map(({ serial, unitId, soldWith, soldOn }) => {
    if (unitId === null) throw refuse('unit_unknown', { serial, product })
    if (soldWith !== null)
      throw refuse('piece_sold', { serial, product, document: soldWith, on: soldOn ?? '' })
    return unitId
  })
}
