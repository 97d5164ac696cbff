import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { id, name, note, page, searchQuery } from './primitives.ts'

const endpoint = endpointsOf('people')

const contact = {
  name,
  email: z.union([z.literal(''), z.email('Enter an e-mail address, as name@example.com.')]).default(''),
  phone: z.string().trim().max(50).default(''),
  notes: note.default(''),
}

export const supplierInput = z.object(contact)
export const supplier = z.object({
  id,
  number: z.string(),
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  notes: z.string(),
  archived: z.boolean(),
})
export type Supplier = z.infer<typeof supplier>

export const customerInput = z.object({ ...contact, address: note.default('') })
export const customer = supplier.extend({ address: z.string() })
export type Customer = z.infer<typeof customer>

const supplierId = z.object({ supplierId: id })
const customerId = z.object({ customerId: id })

export const api = {
  listSuppliers: endpoint({
    method: 'GET',
    path: '/suppliers',
    summary: 'Suppliers, searched by name or number',
    access: 'people.read',
    query: searchQuery,
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
