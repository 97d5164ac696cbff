export const words = {
  title: 'Delivery notes',
} as const
