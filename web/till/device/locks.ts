/**
 * Does the work unless another tab of this device is at it already: then nothing is done. Where the shop is reached by plain
 * http the browser has no such locks; the till then has one tab, and repeats are made harmless by the sales' ids.
 */
export async function aloneOrNot(name: string, work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work()
  await navigator.locks.request(`lotbook-till-${name}`, { ifAvailable: true }, async lock => {
    if (lock !== null) await work()
  })
}

/** How long a tab that was closed may take to let go of its number. */
const dyingMs = 1000

/**
 * Takes the first number from 1 that no other tab has, until this tab is closed or killed. A basket is kept under it, so
 * that the next one to start finds what the last one left, also when that one is only just going.
 */
export async function takeSlot(): Promise<number> {
  if (!navigator.locks) return 1
  if (await holdForEver('lotbook-till-slot-1', { signal: AbortSignal.timeout(dyingMs) })) return 1
  for (let slot = 2; ; slot++) {
    if (await holdForEver(`lotbook-till-slot-${slot}`, { ifAvailable: true })) return slot
  }
}

/** The numbers that tabs have now. */
export async function takenSlots(): Promise<Set<number>> {
  const held = (await navigator.locks?.query())?.held ?? []
  return new Set(held.flatMap(({ name }) => Number(/^lotbook-till-slot-(\d+)$/.exec(name ?? '')?.[1] ?? 0)))
}

/** False when it is not to be had, or not in time. */
function holdForEver(name: string, how: LockOptions): Promise<boolean> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, how, lock => {
        resolve(lock !== null)
        return lock === null ? undefined : new Promise<never>(() => {})
      })
      .catch(error => (how.signal?.aborted ? resolve(false) : reject(error)))
  })
}
