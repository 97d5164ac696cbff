/** Words that customers and suppliers share. */
export const words = {
  number: 'Number',
  name: 'Name',
  email: 'E-mail',
  phone: 'Phone',
  address: 'Address',
  notes: 'Notes',
  notFound: 'Nobody is called “{{search}}”',
  notFoundSentence: 'Check the spelling, or search by a part of the name.',
} as const
