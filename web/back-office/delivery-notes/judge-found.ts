import type { TFunction } from 'i18next'
import type { OpenLine } from '../../../contract/fulfilment.ts'
import type { LotChoice, UnitChoice } from '../../../contract/stock.ts'
import type { Match } from '../../../contract/trace.ts'
import { choiceOf, chosenOf, type DraftNote, type LineChoice, withLot, withUnit } from './draft-note.ts'
import type { FoundPiece } from './find-piece.ts'

/** What the clerk is told after a code: that it was chosen, what is still to be entered, or why it cannot be. */
export interface Said {
  readonly bad: boolean
  readonly text: string
  /** True when the line now waits for an entry by hand. */
  readonly waits?: boolean
}

interface Situation {
  readonly lines: readonly OpenLine[]
  readonly draft: DraftNote
  readonly locationId: number
  /** Why pieces of the note that is changed look blocked; they may be chosen again. */
  readonly ownClaim: string | null
}

type Judged =
  | { said: Said; line: OpenLine; choice: LineChoice }
  | { said: Said; line?: OpenLine; choice?: undefined }

/** Decides what follows from a code that was found: a new choice of its line, or a sentence that says why not. */
export function judgeFound(t: TFunction, found: FoundPiece, situation: Situation): Judged {
  switch (found.what) {
    case 'unit':
      return judgeUnit(t, found.unit, found.line, situation)
    case 'lot':
      return judgeLot(t, found.lot, found.line, situation)
    case 'line':
      return { line: found.line, said: { bad: false, text: askFor(t, found.line), waits: true } }
    case 'elsewhere':
      return no(t('deliveryNotes.no.notOnOrder', { text: found.text, what: kindOf(t, found.match) }))
    case 'damaged':
      return no(found.sentence)
    case 'unknown':
      return no(t('deliveryNotes.no.unknown', { text: found.text }))
  }
}

const no = (text: string, line?: OpenLine): Judged =>
  line ? { line, said: { bad: true, text } } : { said: { bad: true, text } }

function judgeUnit(t: TFunction, unit: UnitChoice, found: OpenLine, situation: Situation): Judged {
  const { lines, draft, locationId, ownClaim } = situation
  const words = { text: unit.serial, product: found.productName }
  const ofProduct = lines.filter(line => line.variantId === unit.variantId)
  if (ofProduct.some(line => choiceOf(draft, line).units.some(chosen => chosen.id === unit.id)))
    return no(t('deliveryNotes.no.already', words), found)
  if (unit.blockedBecause !== null && unit.blockedBecause !== ownClaim)
    return no(t('deliveryNotes.no.blocked', { ...words, why: unit.blockedBecause }), found)
  if (unit.location !== null && unit.location.id !== locationId)
    return no(
      t('deliveryNotes.no.elsewhere', { ...words, bin: unit.bin?.code ?? '', location: unit.location.name }),
      found,
    )
  const line = ofProduct.find(one => chosenOf(one, choiceOf(draft, one)) < one.open)
  if (line === undefined) return no(t('deliveryNotes.no.full', { ...words, open: found.open }), found)
  const chosen = {
    id: unit.id,
    serial: unit.serial,
    lot: unit.lot?.number ?? null,
    bin: unit.bin?.code ?? null,
  }
  const said = { bad: false, text: t('deliveryNotes.took', { what: unit.serial, product: line.productName }) }
  return { line, choice: withUnit(choiceOf(draft, line), chosen), said }
}

function judgeLot(t: TFunction, lot: LotChoice, found: OpenLine, { lines, draft }: Situation): Judged {
  const words = { text: lot.number, product: found.productName }
  if (lot.blockedBecause !== null)
    return no(t('deliveryNotes.no.blocked', { ...words, why: lot.blockedBecause }), found)
  if (lot.free === 0) return no(t('deliveryNotes.no.lotEmpty', words), found)
  const ofProduct = lines.filter(line => line.variantId === lot.variantId)
  const line = ofProduct.find(one => chosenOf(one, choiceOf(draft, one)) < one.open)
  if (line === undefined) return no(t('deliveryNotes.no.already', words), found)
  const said = { bad: false, text: t('deliveryNotes.took', { what: lot.number, product: line.productName }) }
  return { line, choice: withLot(line, choiceOf(draft, line), lot), said }
}

function askFor(t: TFunction, { productName: product, tracking }: OpenLine): string {
  if (tracking.serials) return t('deliveryNotes.atSerialLine', { product })
  return tracking.lots ? t('deliveryNotes.atLotLine', { product }) : t('deliveryNotes.atLine', { product })
}

function kindOf(t: TFunction, { kind, label, detail }: Match): string {
  if (kind === 'unit' || kind === 'lot') return t(`deliveryNotes.no.kind.${kind}`, { detail })
  return t('deliveryNotes.no.kind.other', { label: detail || label })
}
