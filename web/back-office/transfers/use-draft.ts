import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VariantChoice } from '../../../contract/catalog.ts'
import type { Transfer, TransferInput } from '../../../contract/transfers.ts'
import { sentenceOf } from '../../client/public.ts'
import type { DraftLine } from './draft-line.ts'
import { findGoods } from './find-goods.ts'

interface Draft {
  fromLocationId: number | null
  toLocationId: number | null
  note: string
  lines: readonly DraftLine[]
}

export type DraftTransfer = ReturnType<typeof useDraft>

interface Write {
  isPending: boolean
  error: unknown
}

/** A transfer that is being drafted: where it goes, what is on it, and what was said to the last scan. */
export function useDraft(before: Transfer | null, write: Write, onSave: (input: TransferInput) => void) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState<Draft>(() => draftOf(before))
  const [said, setSaid] = useState<{ bad: boolean; text: string } | null>(null)
  const [touched, setTouched] = useState(false)
  const set = (change: Partial<Draft>) => {
    setTouched(true)
    setDraft(now => ({ ...now, ...change }))
  }
  const setLines = (change: (lines: readonly DraftLine[]) => readonly DraftLine[]) => {
    setTouched(true)
    setDraft(now => ({ ...now, lines: change(now.lines) }))
  }
  const add = (line: DraftLine) => {
    const what = line.unit?.serial ?? line.lot?.number ?? line.name
    if (draft.lines.some(one => one.key === line.key))
      return setSaid({ bad: true, text: t('transfers.twice', { what }) })
    setLines(lines => [...lines.filter(one => one.key !== line.key), line])
    setSaid({ bad: false, text: t('transfers.took', { what }) })
  }
  const take = async (text: string, onProduct: (variant: VariantChoice) => void) => {
    if (draft.fromLocationId === null) return setSaid({ bad: true, text: t('transfers.chooseFrom') })
    try {
      const found = await findGoods(queryClient, text, draft.fromLocationId)
      if (found.what === 'line') add(found.line)
      else if (found.what === 'product') onProduct(found.variant)
      else setSaid({ bad: true, text: t('transfers.unknown', { text: found.text }) })
    } catch (error) {
      setSaid({ bad: true, text: sentenceOf(error) })
    }
  }
  const save = () => {
    const { fromLocationId, toLocationId, note } = draft
    if (fromLocationId === null || toLocationId === null)
      return setSaid({ bad: true, text: t('transfers.chooseBoth') })
    const lines = draft.lines.flatMap(({ variantId, binId, lot, unit, quantity }) =>
      quantity === null || quantity <= 0
        ? []
        : [
            {
              variantId,
              binId: unit ? null : binId,
              lotId: unit ? null : (lot?.id ?? null),
              unitId: unit?.id ?? null,
              quantity,
            },
          ],
    )
    if (!write.isPending) onSave({ fromLocationId, toLocationId, note, lines })
  }
  return {
    draft,
    said,
    set,
    add,
    take,
    save,
    setQuantity: (key: string, quantity: number | null) =>
      setLines(lines => lines.map(line => (line.key === key ? { ...line, quantity } : line))),
    remove: (key: string) => setLines(lines => lines.filter(line => line.key !== key)),
    dirty: touched && !write.isPending && !isSaved(write),
    busy: write.isPending,
    error: write.error,
  }
}

const isSaved = (write: Write & { isSuccess?: boolean }) => write.isSuccess === true

function draftOf(before: Transfer | null): Draft {
  if (before === null) return { fromLocationId: null, toLocationId: null, note: '', lines: [] }
  return {
    fromLocationId: before.from.id,
    toLocationId: before.to.id,
    note: before.note,
    lines: before.lines.map(({ product, decimals, bin, lot, unit, quantity }) => ({
      key: unit ? `unit ${unit.id}` : `${product.variantId} ${bin.id} ${lot?.id ?? ''}`,
      variantId: product.variantId,
      name: product.name,
      decimals,
      binId: bin.id,
      bin: bin.code,
      lot,
      unit,
      quantity,
    })),
  }
}
