import type { Route } from '../platform/routes/public.ts'

export const routes: Route[] = []
