/**
 * Lets each of several keys (an address on the net, the number that is asked about) be used so often in so long a time. Kept
 * in memory: a restart forgets it, which gives a guesser a few more guesses, and no more.
 */
export function rateLimit({ most, minutes }: { most: number; minutes: number }) {
  const uses = new Map<string, number[]>()
  return function mayTry(now: Date, keys: readonly string[]): boolean {
    const since = now.getTime() - minutes * 60_000
    const recent = keys.map(key => [key, (uses.get(key) ?? []).filter(at => at > since)] as const)
    if (uses.size > 100_000) uses.clear()
    for (const [key, times] of recent) uses.set(key, [...times.slice(-most), now.getTime()])
    return recent.every(([, times]) => times.length < most)
  }
}
