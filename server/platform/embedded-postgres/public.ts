export { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts'
export { StartError } from './start-error.ts'
