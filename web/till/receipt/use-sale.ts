import { useEffect, useState } from 'react'
import { useCell } from '../device/cell.ts'
import type { OutgoingSale } from '../device/outbox.ts'
import { useTill } from '../device/till.ts'

/** A sale of this device, read again when anything about its sales changes. */
export function useSale(saleId: string): OutgoingSale | undefined {
  const till = useTill()
  const changes = useCell(till.outbox.summary)
  const [sale, setSale] = useState<OutgoingSale>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the summary is new with every change
  useEffect(() => {
    let isWanted = true
    void till.outbox.get(saleId).then(read => {
      if (isWanted) setSale(read)
    })
    return () => {
      isWanted = false
    }
  }, [till, saleId, changes])
  return sale
}

/** The newest sales of this device. */
export function useRecentSales(most: number): readonly OutgoingSale[] | null {
  const till = useTill()
  const changes = useCell(till.outbox.summary)
  const [sales, setSales] = useState<readonly OutgoingSale[] | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the summary is new with every change
  useEffect(() => {
    let isWanted = true
    void till.outbox.recent(most).then(read => {
      if (isWanted) setSales(read)
    })
    return () => {
      isWanted = false
    }
  }, [till, most, changes])
  return sales
}
