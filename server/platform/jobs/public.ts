export { addJob } from './add-job.ts'
export type { JobKinds, JobWork } from './job-kinds.ts'
export { routes } from './routes.ts'
export { migrateJobs, startJobs } from './start-jobs.ts'
