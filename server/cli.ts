import { runCommand } from './commands.ts'
import { CommandRefused } from './platform/command-refused.ts'
import { ConfigurationError } from './platform/configuration.ts'
import { MigrationError } from './platform/database/public.ts'
import { StartError } from './platform/embedded-postgres/public.ts'
import { Refusal } from './platform/refusal.ts'

const expected = [StartError, ConfigurationError, MigrationError, Refusal, CommandRefused]

try {
  await runCommand(process.argv.slice(2))
} catch (error) {
  const sentence = expected.some(kind => error instanceof kind)
  process.stderr.write(
    sentence ? `lotbook: ${(error as Error).message}\n` : `lotbook: a bug. ${(error as Error).stack}\n`,
  )
  process.exit(1)
}
