import type { JobKinds } from '../platform/jobs/public.ts'
import type { Route } from '../platform/routes/public.ts'

export const routes: Route[] = []
export const jobKinds: JobKinds = {}
