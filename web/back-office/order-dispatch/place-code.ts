import type { TFunction } from 'i18next'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { IdentifierFit } from '../../../contract/order-dispatch.ts'
import type { api } from '../../../contract/public.ts'
import type { BoxedLine, Boxes, Place } from './boxes.ts'

type Fitting = AnswerOf<typeof api.orderDispatch.fitIdentifier>

/** What follows from a code: it goes into a box, a box gets the cursor, or a warning says why not. */
export interface Placed {
  /** The box that takes the value; `null` leaves all boxes as they are. */
  readonly put: { readonly place: Place; readonly value: string } | null
  readonly focus: Place | null
  readonly said: { readonly bad: boolean; readonly text: string }
  /** What is wrong with the value in its box, in a few words. */
  readonly warning: string | null
}

interface Desk {
  readonly lines: readonly BoxedLine[]
  readonly boxes: Boxes
}

/**
 * Finds the box that a scanned or typed code fits, over all orders listed: the box that it was entered in, if it fits
 * there, else the first empty one. What cannot be sent stays in the box that it was typed into, with a warning.
 */
export function placeCode(
  t: TFunction,
  code: string,
  { products, fits, problem }: Fitting,
  desk: Desk,
  from: Place | null,
): Placed {
  if (problem !== null) return stay(code, null, problem)
  const own = from === null ? undefined : desk.lines.find(({ line }) => line.orderLineId === from.orderLineId)
  const free = fits.filter(fit => fit.blocked === null || isOwn(fit, desk))
  for (const fit of free) {
    const holder = holderOf(fit, desk, from)
    if (holder !== undefined) {
      const words = { value: fit.value, order: holder.order.number }
      return stay(fit.value, null, t('orderDispatch.no.already', words))
    }
    const there = fromBox(fit, own, from) ?? firstEmpty(desk, fit)
    if (there !== null) return put(t, fit.value, there.place, there.boxed)
  }
  if (free[0] !== undefined) return noBox(t, free[0], desk, from)
  const blocked = fits[0]
  if (blocked !== undefined) {
    const words = { value: blocked.value, why: blocked.blocked ?? '' }
    return stay(code, from, t('orderDispatch.no.blocked', words), t('orderDispatch.no.inUse', words))
  }
  return anyText(t, code, products, desk, own, from)
}

/** Texts that nothing is known of: any will do for what is entered at dispatch; a product's own code leads to its box. */
function anyText(
  t: TFunction,
  code: string,
  products: readonly number[],
  desk: Desk,
  own: BoxedLine | undefined,
  from: Place | null,
): Placed {
  const named = products.flatMap(variantId => firstEmpty(desk, { variantId, locationId: null }) ?? [])[0]
  if (named !== undefined) {
    const words = { product: named.boxed.line.productName, order: named.boxed.order.number }
    return {
      put: null,
      focus: named.place,
      said: { bad: false, text: t('orderDispatch.focus', words) },
      warning: null,
    }
  }
  if (own?.line.identifierMode === 'at_dispatch' && from !== null) return put(t, code, from, own)
  const open = desk.lines.filter(({ line }) => line.identifierMode === 'at_dispatch')
  const kinds = new Set(open.map(({ line }) => line.variantId))
  const [only] = kinds
  const there =
    own === undefined && kinds.size === 1 ? firstEmpty(desk, { variantId: only!, locationId: null }) : null
  if (there !== null) return put(t, code, there.place, there.boxed)
  const text = t('orderDispatch.no.unknown', { value: code })
  if (own === undefined) return stay(code, null, text)
  const words = { product: own.line.productName }
  const isPiece = own.line.tracking.serials
  return stay(
    code,
    from,
    text,
    isPiece ? t('orderDispatch.no.unknownPiece', words) : t('orderDispatch.no.notListed', words),
  )
}

function stay(code: string, from: Place | null, text: string, warning: string | null = text): Placed {
  return {
    put: from === null ? null : { place: from, value: code },
    focus: null,
    said: { bad: true, text },
    warning: from === null ? null : warning,
  }
}

function put(t: TFunction, value: string, place: Place, { line, order }: BoxedLine): Placed {
  const words = { value, product: line.productName, order: order.number }
  return {
    put: { place, value },
    focus: null,
    said: { bad: false, text: t('orderDispatch.took', words) },
    warning: null,
  }
}

/** Another box that holds this very piece. */
function holderOf(fit: IdentifierFit, { lines, boxes }: Desk, from: Place | null): BoxedLine | undefined {
  if (fit.locationId === null) return undefined
  return lines.find(
    ({ line }) =>
      line.variantId === fit.variantId &&
      (boxes.get(line.orderLineId) ?? []).some(
        (value, index) =>
          value === fit.value && !(from?.orderLineId === line.orderLineId && from.index === index),
      ),
  )
}

/** The piece is chosen for an order that is listed here, so its box may take it again. */
function isOwn(fit: IdentifierFit, { lines }: Desk): boolean {
  const order = lines.find(one => one.order.id === fit.orderId)
  return order !== undefined && order.order.note !== null && fit.locationId === order.order.location.id
}

function fromBox(fit: IdentifierFit, own: BoxedLine | undefined, from: Place | null) {
  if (own === undefined || from === null || own.line.variantId !== fit.variantId || !isThere(fit, own))
    return null
  return { place: from, boxed: own }
}

function firstEmpty({ lines, boxes }: Desk, fit: Pick<IdentifierFit, 'variantId' | 'locationId'>) {
  for (const boxed of lines) {
    if (boxed.line.variantId !== fit.variantId || !isThere(fit, boxed)) continue
    const index = (boxes.get(boxed.line.orderLineId) ?? []).indexOf(null)
    if (index >= 0) return { place: { orderLineId: boxed.line.orderLineId, index }, boxed }
  }
  return null
}

const isThere = ({ locationId }: Pick<IdentifierFit, 'locationId'>, { order }: BoxedLine) =>
  locationId === null || order.location.id === locationId

/** It is free, and no box takes it: all are filled, or it lies at another location. */
function noBox(t: TFunction, fit: IdentifierFit, { lines }: Desk, from: Place | null): Placed {
  const ofProduct = lines.filter(({ line }) => line.variantId === fit.variantId)
  const words = { value: fit.value, product: ofProduct[0]?.line.productName ?? '' }
  if (!ofProduct.some(boxed => isThere(fit, boxed)))
    return stay(fit.value, from, t('orderDispatch.no.elsewhere', words))
  return stay(fit.value, null, t('orderDispatch.no.full', words))
}
