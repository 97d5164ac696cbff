export { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts'
export { StartError } from './start-error.ts'
export { startTemporaryPostgres } from './start-temporary-postgres.ts'
