import { useRef, useState } from 'react'
import type { DispatchResult } from '../../../contract/order-dispatch.ts'

/** One request carries so many orders, so that there is progress to be seen and no request runs for minutes. */
const together = 100

/** Sends many orders part by part and adds up what came of them; `send` repeats a part whose answer was lost by itself. */
export function useMany<One>(send: (part: One[]) => Promise<DispatchResult>) {
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null)
  const [error, setError] = useState<unknown>(null)
  // Of a double click both presses come before the screen is drawn again.
  const isRunning = useRef(false)
  const run = async (all: readonly One[]): Promise<DispatchResult | null> => {
    if (isRunning.current) return null
    isRunning.current = true
    setError(null)
    const result: DispatchResult = { done: [], failed: [] }
    try {
      for (let from = 0; from < all.length; from += together) {
        setProgress({ done: from, total: all.length })
        const part = await send(all.slice(from, from + together))
        result.done.push(...part.done)
        result.failed.push(...part.failed)
      }
      return result
    } catch (failure) {
      setError(failure)
      return result.done.length > 0 ? result : null
    } finally {
      isRunning.current = false
      setProgress(null)
    }
  }
  return { run, progress, error }
}
