export const words = {
  title: 'Purchase orders',
} as const
