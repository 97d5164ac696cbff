import type { Tracking } from '../../../contract/catalog.ts'

/** The three ways to follow a product, from the plainest to the closest. */
export const trackings = ['none', 'lots', 'serials'] as const
export type TrackingWord = (typeof trackings)[number]

export function trackingWord({ lots, serials }: Tracking): TrackingWord {
  if (serials) return 'serials'
  return lots ? 'lots' : 'none'
}

export function trackingOf(word: TrackingWord): Tracking {
  return { lots: word !== 'none', serials: word === 'serials' }
}
