export const words = {
  title: 'Products',
} as const
