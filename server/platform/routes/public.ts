export { answerErrorsAsProblems } from './errors.ts'
export { type Doors, mountRoutes, type SignedIn, type WhoIs } from './mount.ts'
export { type Apart, type Call, type Input, type Route, read, special, write } from './route.ts'
export { sendFile } from './send-file.ts'
