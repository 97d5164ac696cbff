import type { Configuration } from '../../platform/configuration.ts'

/**
 * A path as a whole address, for e-mails and search machines. It follows from the configuration and never from what a
 * request says of its host, which anybody can make up.
 */
export function publicAddress({ publicUrl, host, port }: Configuration, path: string): string {
  return `${publicUrl?.replace(/\/+$/, '') ?? `http://${host}:${port}`}${path}`
}
