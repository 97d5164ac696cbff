import { notify } from '../../kit/public.ts'
import type { Till } from './till.ts'

const calmMs = 20_000
/** Without the network, or with sales that wait. */
const waitingMs = 5_000

/** Sends and reads in the background for as long as the page is there, and at once when the network comes back. */
export function keepBeating(till: Till): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const beat = async () => {
    clearTimeout(timer)
    if (till.state.value !== null) await till.pulse().catch(notify.failed)
    clearTimeout(timer)
    const isCalm = till.network.state.value.online && till.outbox.summary.value.waiting === 0
    timer = setTimeout(beat, isCalm ? calmMs : waitingMs)
  }
  addEventListener('online', () => void beat())
  addEventListener('offline', () => till.network.is(false))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void beat()
  })
  void beat()
}
