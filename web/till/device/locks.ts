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

/**
 * Takes the first number from 1 that no other tab has, until this tab is closed or killed. A basket is kept under it, so
 * that the next one to start finds what the last one left.
 */
export async function takeSlot(): Promise<number> {
  if (!navigator.locks) return 1
  for (let slot = 1; ; slot++) {
    if (await holdForEver(`lotbook-till-slot-${slot}`)) return slot
  }
}

/** The numbers that tabs have now. */
export async function takenSlots(): Promise<Set<number>> {
  const held = (await navigator.locks?.query())?.held ?? []
  return new Set(held.flatMap(({ name }) => Number(/^lotbook-till-slot-(\d+)$/.exec(name ?? '')?.[1] ?? 0)))
}

function holdForEver(name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, { ifAvailable: true }, lock => {
        resolve(lock !== null)
        return lock === null ? undefined : new Promise<never>(() => {})
      })
      .catch(reject)
  })
}
