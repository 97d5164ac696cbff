export const words = {
  title: 'Today',
} as const
