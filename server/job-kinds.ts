import * as catalog from './catalog/public.ts'
import type { JobKinds } from './platform/jobs/public.ts'
import * as purchasing from './purchasing/public.ts'
import * as sample from './sample/public.ts'

/** Every kind of long work, by its name in the job table. */
export const jobKinds: JobKinds = { ...catalog.jobKinds, ...purchasing.jobKinds, ...sample.jobKinds }
