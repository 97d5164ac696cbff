import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { name, note } from './primitives.ts'

const endpoint = endpointsOf('shop')

const shopInput = z.object({
  name,
  address: note.default(''),
  email: z.union([z.literal(''), z.email('Enter an e-mail address, as name@example.com.')]).default(''),
  phone: z.string().trim().max(50, 'Use 50 characters at most.').default(''),
  taxNumber: z.string().trim().max(50, 'Use 50 characters at most.').default(''),
  currency: z.string().regex(/^[A-Z]{3}$/, 'Enter a currency code of three letters, as EUR.'),
  timeZone: z.string().min(1, 'Choose the time zone.').max(64),
  /** Whether selling prices hold the tax already, or it comes on top. */
  pricesIncludeTax: z.boolean(),
  version: z.number().int(),
})

export const shopSettings = z.object({
  ...shopInput.shape,
  email: z.string(),
  /** The first document that is written in the currency, which is why it stays; null while it can be changed. */
  currencyLockedBy: z.string().nullable(),
  /** Part of the logo's address; null without a logo. */
  logo: z.object({ key: z.uuid(), width: z.number().int(), height: z.number().int() }).nullable(),
})
export type ShopSettings = z.infer<typeof shopSettings>

export const api = {
  readShop: endpoint({
    method: 'GET',
    path: '/shop',
    summary: 'The shop: its address, money and time',
    access: 'signed-in',
    answer: shopSettings,
  }),
  changeShop: endpoint({
    method: 'PUT',
    path: '/shop',
    summary: 'Change the shop’s settings; its currency only before the first document',
    access: 'shop.write',
    body: shopInput,
    answer: shopSettings,
    refusals: ['changed_meanwhile', 'currency_locked'],
  }),
  changeLogo: endpoint({
    method: 'POST',
    path: '/shop/logo',
    summary: 'Upload the logo (JPEG, PNG, WebP, AVIF or GIF, 20 MB at most)',
    access: 'shop.write',
    upload: true,
    answer: shopSettings,
    refusals: ['file_refused', 'file_too_large'],
  }),
  removeLogo: endpoint({
    method: 'DELETE',
    path: '/shop/logo',
    summary: 'Remove the logo',
    access: 'shop.write',
    answer: shopSettings,
  }),
  showLogo: endpoint({
    method: 'GET',
    path: '/shop/logo/:key',
    summary: 'The logo as PNG, for everybody; it may be kept for ever',
    access: 'anyone',
    params: z.object({ key: z.uuid() }),
    file: 'image/png',
    answer: z.unknown(),
    refusals: ['not_found'],
  }),
}
