export const words = {
  title: 'Customers',
  add: 'Add customer',
  addTitle: 'New customer',
  changeTitle: 'Change customer',
  search: 'Search customers',
  list: 'Customers',
  empty: 'No customers yet',
  emptySentence: 'A sales order needs a customer. Add the first one here.',
  added: '{{name}} was added.',
  changed: '{{name}} was saved.',
} as const
