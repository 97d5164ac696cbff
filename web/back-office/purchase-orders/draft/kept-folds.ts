/** Which groups of a draft are folded, by the place of their first rows, while the application is open. */
const kept = new Map<number, readonly number[]>()

export const keptFolds = (orderId: number | null): readonly number[] =>
  orderId === null ? [] : (kept.get(orderId) ?? [])

export function keepFolds(orderId: number, places: readonly number[]): void {
  kept.set(orderId, places)
}
