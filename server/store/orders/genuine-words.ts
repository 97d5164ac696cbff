export const words = {
  title: 'Is it genuine?',
  lead: 'With the serial number on the piece and the number of the order or receipt, you see that it comes from us and since when it is covered.',
  serial: 'Serial number',
  serialHint: 'As it stands on the piece, with capitals and small letters.',
  order: 'Order or receipt number',
  orderHint: 'O… is on the invoice and the delivery note, T… on the receipt from the shop.',
  check: 'Check',
  unknown: 'We cannot confirm this. Check both numbers; if they are right, please ask {{store}}.',
  yes: 'This is genuine',
  soldBy: '{{product}}, serial number {{serial}}, was sold by {{store}}. It is covered since {{date}}.',
  inStore: '{{product}} – <link>see it in the store</link>',
} as const
