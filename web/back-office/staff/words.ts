export const words = {
  title: 'Staff',
  subtitle: 'Who works here and may sign in',
  list: 'Staff',
  add: 'Add member of staff',
  addTitle: 'New member of staff',
  name: 'Name',
  email: 'E-mail',
  emailHint: 'They sign in with it.',
  role: 'Role',
  roles: { owner: 'Owner', manager: 'Manager', staff: 'Staff' },
  roleHints: {
    owner: 'May do everything, and add staff.',
    manager:
      'May do all daily work, and say yes to what needs a second pair of eyes: the conversion of a product’s tracking, the reasons for adjustments.',
    staff: 'May do all daily work; not the shop’s settings nor its staff.',
  },
  password: 'First password',
  passwordHint: 'At least 10 characters. Hand it over in person.',
  since: 'Since',
  search: 'Search staff',
  added: '{{name}} may sign in now.',
  empty: 'Nobody is called that',
} as const
