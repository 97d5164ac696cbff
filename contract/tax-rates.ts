import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { id, identifier } from './primitives.ts'

const endpoint = endpointsOf('catalog')

const taxRateInput = z.object({
  name: identifier,
  /** Hundredths of a percent: 19 % is 1900. */
  basisPoints: z
    .number('Enter the percentage, as 19 or 7.5.')
    .int('Use two decimals at most.')
    .min(0, 'Enter 0 or more.')
    .max(10_000, 'Enter 100 at most.'),
})

export const taxRate = z.object({
  id,
  name: z.string(),
  basisPoints: z.number().int(),
  archived: z.boolean(),
  /** Products that are not archived and taxed so. */
  products: z.number().int(),
})
export type TaxRate = z.infer<typeof taxRate>

export const api = {
  listTaxRates: endpoint({
    method: 'GET',
    path: '/tax-rates',
    summary: 'All tax rates by name, archived ones last',
    access: 'catalog.read',
    answer: z.object({ items: z.array(taxRate) }),
  }),
  addTaxRate: endpoint({
    method: 'POST',
    path: '/tax-rates',
    summary: 'Add a tax rate',
    access: 'shop.write',
    body: taxRateInput,
    answer: taxRate,
    refusals: ['name_taken'],
  }),
  changeTaxRate: endpoint({
    method: 'PUT',
    path: '/tax-rates/:taxRateId',
    summary: 'Change or archive a tax rate; documents keep the percentage that they were written with',
    access: 'shop.write',
    params: z.object({ taxRateId: id }),
    body: taxRateInput.extend({ archived: z.boolean().default(false) }),
    answer: taxRate,
    refusals: ['not_found', 'name_taken'],
  }),
}
