import path from 'node:path'
import { z } from 'zod'

export class ConfigurationError extends Error {}

const variables = z.object({
  PORT: z.coerce
    .number({ error: 'PORT must be a number from 0 to 65535, as 3000.' })
    .int()
    .min(0)
    .max(65535)
    .default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .refine(
      isPostgresUrl,
      'DATABASE_URL must be an address such as postgres://user:password@host:5432/database.',
    )
    .optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent.',
    })
    .default('info'),
  SMTP_URL: z.url({ error: 'SMTP_URL must be an address such as smtp://user:password@host:587.' }).optional(),
  PUBLIC_URL: z
    .url({ error: 'PUBLIC_URL must be the address that people type, as https://stock.example.com.' })
    .optional(),
})

export interface Configuration {
  readonly port: number
  readonly host: string
  readonly dataDirectory: string
  readonly databaseUrl: string | undefined
  readonly logLevel: string
  readonly smtpUrl: string | undefined
  readonly publicUrl: string | undefined
}

/** Reads the environment. A wrong value stops the start with one sentence for each (ConfigurationError). */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = variables.safeParse(given)
  if (!read.success) {
    throw new ConfigurationError(
      read.error.issues
        .map(issue =>
          issue.message.startsWith(String(issue.path[0]))
            ? issue.message
            : `${String(issue.path[0])}: ${issue.message}.`,
        )
        .join('\n'),
    )
  }
  const values = read.data
  return {
    port: values.PORT,
    host: values.HOST,
    dataDirectory: path.resolve(values.DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    logLevel: values.LOG_LEVEL,
    smtpUrl: values.SMTP_URL,
    publicUrl: values.PUBLIC_URL,
  }
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol)
}
