export const words = {
  title: 'Purchase import',
} as const
