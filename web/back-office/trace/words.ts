export const words = {
  title: 'Trace',
} as const
