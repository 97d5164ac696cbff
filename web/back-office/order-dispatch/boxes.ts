import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { DispatchLine, DispatchOrder, IdentifierChoice } from '../../../contract/order-dispatch.ts'
import type { api } from '../../../contract/public.ts'

/** The boxes of a line, by its order line: what each holds. */
export type Boxes = ReadonlyMap<number, readonly (string | null)[]>

/** A line that has boxes, with its order. */
export interface BoxedLine {
  readonly order: DispatchOrder
  readonly line: DispatchLine
}

/** Which box. */
export interface Place {
  readonly orderLineId: number
  readonly index: number
}

export function boxedLines(orders: readonly DispatchOrder[]): BoxedLine[] {
  return orders.flatMap(order =>
    order.lines.filter(line => line.identifiers.length > 0).map(line => ({ order, line })),
  )
}

export function firstBoxes(orders: readonly DispatchOrder[]): Boxes {
  return new Map(boxedLines(orders).map(({ line }) => [line.orderLineId, line.identifiers]))
}

export function withValue(boxes: Boxes, { orderLineId, index }: Place, value: string | null): Boxes {
  const values = [...(boxes.get(orderLineId) ?? [])]
  values[index] = value
  return new Map(boxes).set(orderLineId, values)
}

export function placeKey({ orderLineId, index }: Place): string {
  return `${orderLineId}:${index}`
}

/** What is to be saved: orders of which some box is other than it was read. */
export function changedChoices(
  orders: readonly DispatchOrder[],
  boxes: Boxes,
  quantities: ReadonlyMap<number, number>,
): IdentifierChoice[] {
  return orders.flatMap(order => {
    const lines = order.lines.flatMap(line => {
      const identifiers = boxes.get(line.orderLineId)
      const quantity = quantities.get(line.orderLineId)
      if (identifiers === undefined) return []
      const isSame =
        identifiers.length === line.identifiers.length &&
        identifiers.every((value, index) => value === line.identifiers[index])
      const named = quantity === undefined ? {} : { quantity }
      return isSame ? [] : [{ orderLineId: line.orderLineId, ...named, identifiers: [...identifiers] }]
    })
    return lines.length === 0 ? [] : [{ orderId: order.id, version: order.note?.version ?? null, lines }]
  })
}

/** Empty boxes that can be filled by themselves, as wants by product and location. */
export function emptyWants(lines: readonly BoxedLine[], boxes: Boxes) {
  const wants = new Map<string, { variantId: number; locationId: number; count: number }>()
  for (const { order, line } of lines) {
    const count = blanksOf(boxes, line)
    if (count === 0 || line.identifierMode === 'at_dispatch') continue
    const key = wantKey(line.variantId, order.location.id)
    const want = wants.get(key) ?? { variantId: line.variantId, locationId: order.location.id, count: 0 }
    wants.set(key, { ...want, count: want.count + count })
  }
  return [...wants.values()]
}

type Suggested = AnswerOf<typeof api.orderDispatch.suggestIdentifiers>['items']

/** Puts suggestions into empty boxes only; says which boxes they went into. */
export function fillEmpty(
  lines: readonly BoxedLine[],
  boxes: Boxes,
  suggested: Suggested,
): { boxes: Boxes; filled: Set<string> } {
  const left = new Map(suggested.map(one => [wantKey(one.variantId, one.locationId), [...one.values]]))
  const filled = new Set<string>()
  const next = new Map(boxes)
  for (const { order, line } of lines) {
    const values = left.get(wantKey(line.variantId, order.location.id))
    if (values === undefined) continue
    const { orderLineId } = line
    next.set(
      orderLineId,
      (next.get(orderLineId) ?? []).map((value, index) => {
        const given = value === null ? values.shift() : undefined
        if (given === undefined) return value
        filled.add(placeKey({ orderLineId, index }))
        return given
      }),
    )
  }
  return { boxes: next, filled }
}

/** Pieces that stand in two boxes, by box: the order of the other one. */
export function twiceChosen(lines: readonly BoxedLine[], boxes: Boxes): ReadonlyMap<string, string> {
  const seen = new Map<string, { place: Place; order: string }>()
  const twice = new Map<string, string>()
  for (const { order, line } of lines) {
    if (!line.tracking.serials) continue
    for (const [index, value] of (boxes.get(line.orderLineId) ?? []).entries()) {
      if (value === null) continue
      const place = { orderLineId: line.orderLineId, index }
      const key = `${line.variantId} ${value.normalize('NFC')}`
      const first = seen.get(key)
      if (first === undefined) seen.set(key, { place, order: order.number })
      else {
        twice.set(placeKey(place), first.order)
        twice.set(placeKey(first.place), order.number)
      }
    }
  }
  return twice
}

export function takenPieces(lines: readonly BoxedLine[], boxes: Boxes) {
  return lines
    .filter(({ line }) => line.tracking.serials)
    .flatMap(({ line }) =>
      (boxes.get(line.orderLineId) ?? []).flatMap(value =>
        value === null ? [] : [{ variantId: line.variantId, value }],
      ),
    )
}

export function blanksOf(boxes: Boxes, line: Pick<DispatchLine, 'orderLineId'>): number {
  return (boxes.get(line.orderLineId) ?? []).filter(value => value === null).length
}

const wantKey = (variantId: number, locationId: number) => `${variantId} ${locationId}`
