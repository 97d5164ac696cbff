import * as store from '../store/public.ts'
import type { Made, Step } from './steps.ts'

/** Opens the online store: parcels from the warehouse, collection at the shop, and what delivery costs. */
export function openStore(step: Step, { store: shop, warehouse }: Made, at: Date): Promise<void> {
  return step(async tx => {
    for (const zone of zones) await store.addZone(tx, { ...zone, rates: [...zone.rates] })
    await store.changeStore(tx, {
      isOpen: true,
      locationId: warehouse.id,
      collectionIds: [shop.id],
      greeting: 'Gifts, good food, telephones and outdoor gear, each piece and batch known by its number.',
      bankDetails: 'Vale & Harbour\nIBAN GB33 BUKB 2020 1555 5555 55\nBIC BUKBGB22',
      terms:
        'You may send goods back within 14 days of receiving them, unused and in their packing. We refund what you paid within 14 days of having them.\n\nFood is exchanged only when it is faulty. The legal warranty of two years holds for everything; it begins on the day of delivery.',
      daysToPay: 7,
      shippingTaxRateId: null,
      mostOfOne: 20,
      version: 1,
    })
  }, at)
}

const zones = [
  {
    name: 'United Kingdom',
    countries: ['GB'],
    postcodePrefixes: [],
    rates: [
      { name: 'Standard, 2 to 3 days', priceMinor: 390, freeFromMinor: 5000 },
      { name: 'Next day', priceMinor: 790, freeFromMinor: null },
    ],
  },
  {
    name: 'Highlands and Islands',
    countries: ['GB'],
    postcodePrefixes: ['HS', 'IV', 'KW', 'ZE'],
    rates: [{ name: 'Standard, 4 to 6 days', priceMinor: 890, freeFromMinor: null }],
  },
  {
    name: 'Europe',
    countries: ['AT', 'BE', 'DE', 'DK', 'ES', 'FR', 'IE', 'IT', 'NL'],
    postcodePrefixes: [],
    rates: [{ name: 'Standard, 5 to 8 days', priceMinor: 1490, freeFromMinor: 15000 }],
  },
]
