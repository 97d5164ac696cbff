import { useState } from 'react'
import type { IdentifierList } from '../../../contract/dispatch-identifiers.ts'
import { api } from '../../../contract/public.ts'
import { useWrite } from '../../client/public.ts'
import { type Box, changesOf, valuesOf } from './box-list.ts'

/** Saves the boxes as the product's mode asks for it. */
export function useSaveList({ variantId, version, mode, shelves }: IdentifierList) {
  const [isSaved, setSaved] = useState(false)
  const onDone = () => setSaved(true)
  const serials = useWrite(api.identifiers.saveSerials, { onDone })
  const values = useWrite(api.identifiers.saveIdentifierValues, { onDone })
  const params = { variantId }
  return {
    isSaved,
    busy: serials.isPending || values.isPending,
    error: serials.error ?? values.error,
    save: (boxes: readonly Box[]) => {
      if (mode === 'single_use') serials.mutate({ params, body: { version, ...changesOf(boxes, shelves) } })
      else values.mutate({ params, body: { version, values: valuesOf(boxes) } })
    },
    forget: () => {
      serials.reset()
      values.reset()
    },
  }
}
