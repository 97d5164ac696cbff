import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../../contract/public.ts'
import type { PurchaseOrder } from '../../../../contract/purchasing.ts'
import { useWrite } from '../../../client/public.ts'
import type { HeadValues } from './draft-head.tsx'
import { inputOfLine, isBlankLine } from './draft-line.ts'
import type { DraftLines } from './draft-lines.ts'
import { problemsOfOrder } from './line-problems.ts'
import { marksOfRefusal } from './refused-lines.ts'

/** The order as it was last stored; null before it was ever saved. */
export type StoredOrder = Pick<PurchaseOrder, 'id' | 'number' | 'version'>

interface SaveDraftOptions {
  lines: DraftLines
  head: HeadValues
  stored: StoredOrder | null
  onSaved: (order: PurchaseOrder, content: number, head: HeadValues) => void
}

/** Saves a draft: checks what can be seen here, sends head and lines at once, and marks the rows that the server refuses. */
export function useSaveDraft({ lines, head, stored, onSaved }: SaveDraftOptions) {
  const { t } = useTranslation()
  const [problem, setProblem] = useState<string | null>(null)
  const [locationProblem, setLocationProblem] = useState<string | null>(null)
  const sent = useRef<readonly number[]>([])
  const add = useWrite(api.purchasing.addPurchaseOrder)
  const change = useWrite(api.purchasing.changePurchaseOrder)
  const write = stored === null ? add : change

  /** Whether everything is sound enough to be sent; says what is not. */
  const isSound = (): boolean => {
    const isLocated = head.locationId !== null
    const isReadable = !problemsOfOrder(lines).some(one => one.blocks)
    if (!isReadable) lines.askForMissing()
    setLocationProblem(isLocated ? null : t('purchaseOrders.locationNeeded'))
    setProblem(isReadable ? null : t('purchaseOrders.saveFirst'))
    if (!isLocated || !isReadable) write.reset()
    return isLocated && isReadable
  }

  const save = async (): Promise<PurchaseOrder | null> => {
    if (write.isPending || !isSound()) return null
    const { content } = lines
    const keys = lines.keys.filter(key => !isBlankLine(lines.line(key)))
    sent.current = keys
    const body = {
      supplierId: head.supplier?.id ?? null,
      locationId: head.locationId!,
      expectedOn: head.expectedOn === '' ? null : head.expectedOn,
      overDeliveryPercent: head.overDeliveryPercent,
      notes: head.notes,
      currency: head.currency,
      lines: keys.map(key => inputOfLine(lines.line(key))),
    }
    try {
      const order =
        stored === null
          ? await add.mutateAsync({ body })
          : await change.mutateAsync({
              params: { orderId: stored.id },
              body: { ...body, version: stored.version },
            })
      onSaved(order, content, head)
      return order
    } catch (error) {
      markRefused(error)
      return null
    }
  }
  const markRefused = (error: unknown) => lines.refuse(marksOfRefusal(error, lines, sent.current))

  return {
    save,
    markRefused,
    /** Tells which rows the server means by its line numbers, when nothing was sent in this sitting yet. */
    countAsSent: () => {
      sent.current = lines.keys.filter(key => !isBlankLine(lines.line(key)))
    },
    busy: write.isPending,
    error: write.error,
    problem,
    locationProblem,
  }
}
