import { notify } from '../../kit/public.ts'
import type { Till } from './till.ts'

const whileOnlineMs = 20_000
const whileOfflineMs = 5_000

/** Sends and reads in the background for as long as the page is there, and at once when the network comes back. */
export function keepBeating(till: Till): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const beat = async () => {
    clearTimeout(timer)
    if (till.state.value !== null) await till.pulse().catch(notify.failed)
    clearTimeout(timer)
    timer = setTimeout(beat, till.network.state.value.online ? whileOnlineMs : whileOfflineMs)
  }
  addEventListener('online', () => void beat())
  addEventListener('offline', () => till.network.is(false))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void beat()
  })
  void beat()
}
