export { type DatabaseAddress, kyselyOn, openPool } from './connect.ts'
export { MigrationError, migrate } from './migrate.ts'
export {
  type Act,
  type Actor,
  answerBefore,
  brokenConstraint,
  changed,
  forgetOldAnswers,
  inTransaction,
  type Reader,
  readerOn,
  TryAgain,
  type Tx,
} from './transaction.ts'
