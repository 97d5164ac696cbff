import { Cell } from './cell.ts'

/** A newer version that is on the device and waits to be used; null while there is none. */
export const newerVersion = new Cell<ServiceWorker | null>(null)

/** Keeps our own files on the device, so that the till opens without a network. Needs https, or this very machine. */
export async function keepOnDevice(): Promise<void> {
  if (!navigator.serviceWorker || import.meta.env.DEV) return
  const registration = await navigator.serviceWorker.register('/pos/sw.js', { scope: '/pos/' })
  const look = () => {
    if (registration.waiting && navigator.serviceWorker.controller) newerVersion.set(registration.waiting)
  }
  look()
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look)
  })
  setInterval(() => void registration.update().catch(() => {}), 3_600_000)
}

/** Changes over to the newer version. What is in the basket is on the disk and is there again afterwards. */
export function changeOver(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  worker.postMessage({ type: 'SKIP_WAITING' })
}
