import type { House } from '../../platform/house.ts'

const mostKeys = 100_000

/**
 * Lets each of several keys (a net address, the number that is asked about) be used so often in so long a time, in each
 * house for itself. Kept in memory: a restart forgets it, which gives a guesser a few more guesses, and no more. Whoever
 * uses many keys pushes out those that were not used for longest; a try that is refused counts as one, too.
 */
export function rateLimit({ most, minutes }: { most: number; minutes: number }) {
  const usesOf = new WeakMap<House, Map<string, number[]>>()
  return function mayTry(house: House, keys: readonly string[]): boolean {
    const uses = usesOf.get(house) ?? new Map<string, number[]>()
    usesOf.set(house, uses)
    const now = house.clock().getTime()
    const since = now - minutes * 60_000
    for (const key of keys) {
      const recent = (uses.get(key) ?? []).filter(at => at > since).slice(-most)
      // Put in anew, so that the map keeps its keys in the order of their last use.
      uses.delete(key)
      uses.set(key, [...recent, now])
      // The keys behind it are not asked: one visitor who goes on has no part in what others may do.
      if (recent.length >= most) return false
    }
    for (const key of uses.keys()) {
      if (uses.size <= mostKeys) break
      uses.delete(key)
    }
    return true
  }
}

/** Where a visitor comes from. Who has one address of IPv6 has a net of 2⁶⁴ of them, and the net is what counts. */
export function netOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped !== undefined || !ip.includes(':')) return `net ${mapped ?? ip}`
  const [head = '', tail] = ip.replace(/%.*$/, '').split('::')
  const groups = head === '' ? [] : head.split(':')
  const behind = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - behind.length) }, () => '0')
  return `net ${[...groups, ...zeros, ...behind].slice(0, 4).join(':')}`
}
