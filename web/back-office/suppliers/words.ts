export const words = {
  title: 'Suppliers',
  add: 'Add supplier',
  addTitle: 'New supplier',
  changeTitle: 'Change supplier',
  search: 'Search suppliers',
  list: 'Suppliers',
  empty: 'No suppliers yet',
  emptySentence:
    'Goods are bought from a supplier. Add the first one here, or let an imported purchase order bring them.',
  added: '{{name}} was added.',
  changed: '{{name}} was saved.',
} as const
