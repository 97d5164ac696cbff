export const words = { title: 'suppliers' } as const
