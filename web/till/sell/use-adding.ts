import i18next from 'i18next'
import { useRef, useState } from 'react'
import { sentenceOf } from '../../client/public.ts'
import { type Saying, useTill } from '../device/till.ts'
import type { Product, Unit } from '../goods/goods.ts'
import { type Added, addProduct, addScan, addTyped, addUnit } from './adding.ts'
import { askForPiece } from './claims.ts'

/** Puts things into the basket and holds what has to be asked or said on the way. */
export function useAdding() {
  const till = useTill()
  const setSaid = (saying: Saying | null) => till.said.set(saying)
  const [question, setQuestion] = useState<Added | null>(null)
  // Scans may come quicker than the disk answers; they are taken one after the other, none is lost.
  const queue = useRef<Promise<unknown>>(Promise.resolve())

  const settle = async (answer: Added, variantId: number | null): Promise<boolean> => {
    setSaid(null)
    if (answer.kind === 'added') return true
    if (answer.kind === 'refused') setSaid({ tone: 'refused', sentence: answer.sentence })
    else if (answer.kind === 'unknown') return lookFor(answer, variantId)
    else setQuestion(answer)
    return answer.kind !== 'refused'
  }
  const lookFor = async (answer: Added & { kind: 'unknown' }, variantId: number | null) => {
    setSaid({ tone: 'busy', sentence: i18next.t('till.sell.looking', { text: answer.text }) })
    const found = await askForPiece(till, variantId, answer.text)
    if (found.kind === 'piece') return settle(await addUnit(till, found.product, found.unit), null)
    setSaid({ tone: 'refused', sentence: found.sentence ?? answer.sentence })
    return false
  }
  const inTurn = (work: () => Promise<Added>, variantId: number | null = null): Promise<boolean> => {
    const done = queue.current.then(async () => settle(await work(), variantId))
    queue.current = done.catch(error => setSaid({ tone: 'refused', sentence: sentenceOf(error) }))
    return done.catch(() => false)
  }
  return {
    lotOf: question?.kind === 'choose-lot' ? question.product : null,
    unitsOf: question?.kind === 'choose-unit' ? question.choices : null,
    closeQuestion: () => setQuestion(null),
    product: (product: Product) => inTurn(() => addProduct(till, product)),
    scan: (text: string) => (text === '' ? Promise.resolve(false) : inTurn(() => addScan(till, text))),
    typed: (text: string) => inTurn(() => addTyped(till, text)),
    unit: (product: Product, unit: Unit) => {
      setQuestion(null)
      return inTurn(() => addUnit(till, product, unit))
    },
  }
}
