export const words = { title: 'customers' } as const
