export const words = { title: 'locations' } as const
