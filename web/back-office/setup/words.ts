export const words = { title: 'setup' } as const
