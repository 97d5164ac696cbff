import { Cell } from './cell.ts'

/** Changes over to a newer version that is on the device; null while there is none. */
export const newerVersion = new Cell<(() => void) | null>(null)

/**
 * Keeps our own files on the device, so that the till opens without a network. Needs https, or this very machine. A newer
 * version waits until somebody calls for it; once one window has, the others go on with what they have and load it, too, at
 * a quiet moment of their own.
 */
export async function keepOnDevice(): Promise<void> {
  const { serviceWorker } = navigator
  if (!serviceWorker || import.meta.env.DEV) return
  const hadOne = serviceWorker.controller !== null
  serviceWorker.addEventListener('controllerchange', () => {
    if (hadOne) newerVersion.set(reload)
  })
  const registration = await serviceWorker.register('/pos/sw.js', { scope: '/pos/' })
  const look = () => {
    const { waiting } = registration
    if (waiting && serviceWorker.controller) newerVersion.set(() => changeOver(waiting))
  }
  look()
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look)
  })
  const ask = () => void registration.update().catch(() => {})
  setInterval(ask, 3_600_000)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') ask()
  })
}

/** What is in the basket is on the disk and is there again afterwards. */
function changeOver(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true })
  worker.postMessage({ type: 'SKIP_WAITING' })
}

const reload = () => location.reload()
