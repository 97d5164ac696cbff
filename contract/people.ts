import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { id, moneyMinor, name, note, page, searchQuery } from './primitives.ts'

const endpoint = endpointsOf('people')

const contact = {
  name,
  email: z.union([z.literal(''), z.email('Enter an e-mail address, as name@example.com.')]).default(''),
  phone: z.string().trim().max(50).default(''),
  notes: note.default(''),
}

const days = z.number().int().min(0).max(3650, 'Enter 3,650 days at most.').nullable().default(null)
const knownCurrencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** An ISO 4217 code of a currency that exists. */
export const currencyCode = z
  .string()
  .refine(code => knownCurrencies.has(code), 'Enter a currency code of three letters, as EUR.')

export const supplierInput = z.object({
  ...contact,
  contactPerson: z.string().trim().max(200).default(''),
  /** What it is paid in; null: the shop's own currency. */
  currency: currencyCode.nullable().default(null),
  /** How many days an order takes to come in. */
  leadTimeDays: days,
  /** “2 % within 10 days, 30 days net”. */
  paymentTerms: z.string().trim().max(500, 'Use 500 characters at most.').default(''),
  paymentDays: days,
  /** In the supplier's currency. */
  minimumOrderMinor: moneyMinor.min(1).nullable().default(null),
})

const stored = {
  id,
  number: z.string(),
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  notes: z.string(),
  archived: z.boolean(),
}
export const supplier = z.object({
  ...stored,
  contactPerson: z.string(),
  currency: z.string().nullable(),
  leadTimeDays: z.number().int().nullable(),
  paymentTerms: z.string(),
  paymentDays: z.number().int().nullable(),
  minimumOrderMinor: z.number().int().nullable(),
})
export type Supplier = z.infer<typeof supplier>

export const customerInput = z.object({ ...contact, address: note.default('') })
export const customer = z.object({ ...stored, address: z.string() })
export type Customer = z.infer<typeof customer>

const supplierId = z.object({ supplierId: id })
const customerId = z.object({ customerId: id })

export const api = {
  listSuppliers: endpoint({
    method: 'GET',
    path: '/suppliers',
    summary: 'Suppliers, searched by name or number',
    access: 'people.read',
    query: searchQuery.extend({
      /** The archived suppliers instead of the current ones. */
      archived: z.stringbool().default(false),
    }),
    answer: page(supplier),
  }),
  readSupplier: endpoint({
    method: 'GET',
    path: '/suppliers/:supplierId',
    summary: 'One supplier',
    access: 'people.read',
    params: supplierId,
    answer: supplier,
    refusals: ['not_found'],
  }),
  addSupplier: endpoint({
    method: 'POST',
    path: '/suppliers',
    summary: 'Add a supplier',
    access: 'people.write',
    body: supplierInput,
    answer: supplier,
    refusals: ['name_taken'],
  }),
  changeSupplier: endpoint({
    method: 'PUT',
    path: '/suppliers/:supplierId',
    summary: 'Change a supplier',
    access: 'people.write',
    params: supplierId,
    body: supplierInput,
    answer: supplier,
    refusals: ['not_found', 'name_taken'],
  }),
  archiveSupplier: endpoint({
    method: 'POST',
    path: '/suppliers/:supplierId/archive',
    summary: 'Archive a supplier: it is offered no more, and its orders and lots keep its name',
    access: 'people.write',
    params: supplierId,
    answer: supplier,
    refusals: ['not_found'],
  }),
  restoreSupplier: endpoint({
    method: 'POST',
    path: '/suppliers/:supplierId/restore',
    summary: 'Bring an archived supplier back',
    access: 'people.write',
    params: supplierId,
    answer: supplier,
    refusals: ['not_found', 'name_taken'],
  }),
  listCustomers: endpoint({
    method: 'GET',
    path: '/customers',
    summary: 'Customers, searched by name, number or e-mail',
    access: 'people.read',
    query: searchQuery,
    answer: page(customer),
  }),
  readCustomer: endpoint({
    method: 'GET',
    path: '/customers/:customerId',
    summary: 'One customer',
    access: 'people.read',
    params: customerId,
    answer: customer,
    refusals: ['not_found'],
  }),
  addCustomer: endpoint({
    method: 'POST',
    path: '/customers',
    summary: 'Add a customer',
    access: 'people.write',
    body: customerInput,
    answer: customer,
  }),
  changeCustomer: endpoint({
    method: 'PUT',
    path: '/customers/:customerId',
    summary: 'Change a customer',
    access: 'people.write',
    params: customerId,
    body: customerInput,
    answer: customer,
    refusals: ['not_found'],
  }),
}
