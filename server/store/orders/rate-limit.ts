import type { House } from '../../platform/house.ts'

/**
 * Lets each of several keys (an address on the net, the number that is asked about) be used so often in so long a time, in
 * each house for itself. Kept in memory: a restart forgets it, which gives a guesser a few more guesses, and no more.
 */
export function rateLimit({ most, minutes }: { most: number; minutes: number }) {
  const usesOf = new WeakMap<House, Map<string, number[]>>()
  return function mayTry(house: House, keys: readonly string[]): boolean {
    const uses = usesOf.get(house) ?? new Map<string, number[]>()
    usesOf.set(house, uses)
    const now = house.clock().getTime()
    const since = now - minutes * 60_000
    const recent = keys.map(key => [key, (uses.get(key) ?? []).filter(at => at > since)] as const)
    if (uses.size > 100_000) uses.clear()
    for (const [key, times] of recent) uses.set(key, [...times.slice(-most), now])
    return recent.every(([, times]) => times.length < most)
  }
}
