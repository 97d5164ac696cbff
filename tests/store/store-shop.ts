import type { FastifyInstance } from 'fastify'
import * as store from '../../server/store/public.ts'
import type { TestShop } from '../harness/shop.ts'
import { type CornerShop, stockCornerShop } from '../sales/corner-shop.ts'

/** The corner shop with its products in an open store: sent from Harbour Street, or collected there. */
export async function openStore(shop: TestShop): Promise<CornerShop> {
  const corner = await stockCornerShop(shop)
  await shop.rows('update product set published = true')
  await shop.rows('update variant set price_minor = 250')
  await shop.act(tx =>
    store.changeStore(tx, {
      isOpen: true,
      locationId: corner.shelf.locationId,
      collectionIds: [corner.shelf.locationId],
      greeting: 'Good things.',
      bankDetails: 'IBAN DE02 1203 0000 0000 2020 51',
      terms: 'What we sell is good.',
      daysToPay: 7,
      shippingTaxRateId: null,
      mostOfOne: 100,
      version: 1,
    }),
  )
  const germany = { name: 'Germany', countries: ['DE'], postcodePrefixes: [] }
  const rates = [
    { name: 'Standard', priceMinor: 490, freeFromMinor: 5000 },
    { name: 'Express', priceMinor: 990, freeFromMinor: null },
  ]
  await shop.act(tx => store.addZone(tx, { ...germany, rates }))
  return corner
}

interface Answer {
  readonly status: number
  readonly text: string
}

/** A browser without scripts: it keeps its cookies, follows redirects, and sends forms. */
export class Buyer {
  private readonly app: FastifyInstance
  private readonly cookies = new Map<string, string>()
  /** Where it is after the last request. */
  address = '/shop'
  constructor(app: FastifyInstance) {
    this.app = app
  }

  async get(address: string): Promise<Answer> {
    return this.follow('GET', address)
  }

  async post(address: string, fields: Record<string, string>): Promise<Answer> {
    return this.follow('POST', address, new URLSearchParams(fields).toString())
  }

  private async follow(method: 'GET' | 'POST', url: string, payload?: string): Promise<Answer> {
    const response = await this.app.inject({
      method,
      url,
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(payload === undefined ? {} : { payload }),
    })
    for (const { name, value } of response.cookies)
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    const to = response.headers.location
    if (to?.startsWith('/')) return this.follow('GET', to)
    this.address = url
    return { status: response.statusCode, text: response.body }
  }
}

export const ada = {
  name: 'Ada Buyer',
  email: 'ada@example.com',
  phone: '',
  note: '',
  how: 'delivery',
  street: 'Hafenweg 1',
  addition: '',
  postcode: '80331',
  city: 'Munich',
  country: 'DE',
}

/** Goes as far as the last look, with so much of each variant in the basket. */
export async function lookLast(
  buyer: Buyer,
  wanted: readonly [variantId: number, quantity: string][],
  details: Record<string, string> = ada,
): Promise<string> {
  for (const [variant, quantity] of wanted)
    await buyer.post('/shop/basket', { variant: String(variant), quantity })
  return (await buyer.post('/shop/checkout', details)).text
}

/** What the last look's form sends. */
export const orderForm = (page: string): Record<string, string> => ({
  rate: field(page, 'rate'),
  seen: field(page, 'seen'),
  payment: 'bank_transfer',
})

const field = (page: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''

/** Orders, and gives the page of the order. */
export async function buy(
  buyer: Buyer,
  wanted: readonly [variantId: number, quantity: string][],
  details: Record<string, string> = ada,
) {
  return buyer.post('/shop/checkout/place', orderForm(await lookLast(buyer, wanted, details)))
}
