import { type KeyboardEvent, useContext, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { PurchaseLine } from '../../../contract/purchasing.ts'
import { readScan } from '../../../gs1/public.ts'
import { call, sentenceOf } from '../../client/public.ts'
import { readPieces } from './read-pieces.ts'
import { roomOf, unnumbered, withPieces } from './receive-pieces.ts'
import { EnteringContext } from './receiving-cells.tsx'
import { type Entry, entryOf } from './receiving-draft.ts'

export type PieceFacts = Pick<Entry, 'lot' | 'madeOn' | 'expiresOn' | 'supplierLot' | 'bin'>

interface PiecesOptions {
  orderId: number
  lines: readonly PurchaseLine[]
  line: PurchaseLine
  onTaken: () => void
}

/** Numbers of pieces on their way into a receipt, with what is the same for all of them. */
export function usePieces({ orderId, lines, line, onTaken }: PiecesOptions) {
  const { t } = useTranslation()
  const { draft, change, pieces } = useContext(EnteringContext)!
  const rows = useMemo(() => unnumbered(lines, line), [lines, line])
  const [facts, setFacts] = useState(() => factsOf(entryOf(draft, line, 0)))
  const [text, setText] = useState('')
  const [said, setSaid] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const room = roomOf(draft, rows)
  const read = useMemo(() => readPieces(t, text, { line, room, pieces }), [t, text, line, room, pieces])
  const write = (next: string) => {
    setText(next)
    setSaid(null)
  }
  const scanned = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const scan = scanOf(event)
    if (scan === null) return
    const { serial, lot = '', expiresOn, before } = scan
    const entered = facts.lot.trim()
    if (lot !== '' && entered !== '' && lot !== entered) {
      setText(before)
      return setSaid(t('goodsReceipts.pieces.otherLot', { serial, lot, entered }))
    }
    setFacts({ ...facts, lot: lot || facts.lot, expiresOn: expiresOn ?? facts.expiresOn })
    write(`${before}${serial}\n`)
  }
  const take = async () => {
    setAsking(true)
    try {
      // Said once: who enters the same numbers again has looked at the pieces.
      const taken = said === null ? await findTaken(orderId, line.variantId, read.serials) : null
      if (taken !== null) return setSaid(t('goodsReceipts.pieces.taken', taken))
      change(former => withPieces(former, rows, { serials: read.serials, facts }))
      onTaken()
    } catch (error) {
      setSaid(sentenceOf(error))
    } finally {
      setAsking(false)
    }
  }
  const set = (fact: Partial<PieceFacts>) => setFacts({ ...facts, ...fact })
  return { ...read, room, facts, set, text, write, scanned, said, take, asking }
}

function factsOf({ lot, madeOn, expiresOn, supplierLot, bin }: Entry): PieceFacts {
  return { lot, madeOn, expiresOn, supplierLot, bin }
}

/** The GS1 code of a piece that a scanner has just ended with Enter; `before` is what stands above it. */
function scanOf(event: KeyboardEvent<HTMLTextAreaElement>) {
  const field = event.currentTarget
  if (event.ctrlKey && event.key === ']') {
    // Some scanners send the separator of a GS1 code so.
    event.preventDefault()
    field.setRangeText('\u001d', field.selectionStart, field.selectionEnd, 'end')
  }
  if (event.key !== 'Enter') return null
  const start = field.value.lastIndexOf('\n', field.selectionStart - 1) + 1
  const scan = readScan(field.value.slice(start, field.selectionStart))
  if (scan.kind !== 'gs1' || scan.serial === undefined) return null
  event.preventDefault()
  const { serial, lot, expiresOn } = scan
  return { serial, lot, expiresOn, before: field.value.slice(0, start) }
}

const askedAtOnce = 10_000

/** The first of these numbers that the shop or another open order has, with where it is; null when all are free. */
async function findTaken(orderId: number, variantId: number, serials: readonly string[]) {
  for (let start = 0; start < serials.length; start += askedAtOnce) {
    const asked = serials.slice(start, start + askedAtOnce)
    const body = { orderId, variantIds: asked.map(() => variantId), serials: asked }
    const { items } = await call(api.purchasing.findSerials, { body })
    if (items[0] !== undefined) return { serial: items[0].serial, where: items[0].where }
  }
  return null
}
