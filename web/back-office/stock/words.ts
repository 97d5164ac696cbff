export const words = {
  title: 'Stock',
} as const
