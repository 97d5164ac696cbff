export const words = { title: 'sign-in' } as const
