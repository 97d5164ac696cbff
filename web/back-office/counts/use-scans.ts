import { useCallback, useRef, useState } from 'react'
import type { CountedScan } from '../../../contract/counts.ts'
import { api } from '../../../contract/public.ts'
import { useWrite } from '../../client/public.ts'

/**
 * Scans go out one after another, and those that come while one is under way go together: none is lost, and a scan whose
 * answer got lost is repeated under its key.
 */
export function useScans(countId: number, binId: number) {
  const [last, setLast] = useState<readonly CountedScan[]>([])
  const waiting = useRef<string[]>([])
  const isSending = useRef(false)
  const write = useWrite(api.counts.scanCounted)
  const { mutateAsync } = write
  const send = useCallback(async () => {
    if (isSending.current) return
    isSending.current = true
    try {
      while (waiting.current.length > 0) {
        const texts = waiting.current.slice(0, mostAtOnce)
        const { items } = await mutateAsync({ params: { countId, binId }, body: { texts } })
        waiting.current = waiting.current.slice(texts.length)
        setLast(items)
      }
    } catch {
      // The write shows its error; what waits goes out with the next scan.
    } finally {
      isSending.current = false
    }
  }, [countId, binId, mutateAsync])
  const add = useCallback(
    (text: string) => {
      waiting.current = [...waiting.current, text.trim()]
      void send()
    },
    [send],
  )
  return { add, last, error: write.error }
}

const mostAtOnce = 1000
