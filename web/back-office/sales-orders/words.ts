export const words = {
  title: 'Sales orders',
} as const
