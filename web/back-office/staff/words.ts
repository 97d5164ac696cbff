export const words = { title: 'staff' } as const
