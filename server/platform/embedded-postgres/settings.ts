import type { SocketPlace } from './socket-place.ts'

/** Fit for a small machine whose other tenant is our own server, with its pool of some ten connections. */
const DEFAULTS: Readonly<Record<string, string>> = {
  shared_buffers: '128MB',
  max_connections: '60',
  // Sums over a shop of 100,000 products stay in memory; with the 4 MB of every day they go through the disk.
  work_mem: '16MB',
  // Our statements are short: compiling them costs more than it saves.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // One line a message, and the kind of process in front, so that serverLine() can tell whose it is.
  log_destination: 'stderr',
  log_line_prefix: '%b|',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
}

/** What the promises in README.md stand on; nobody may set these otherwise. */
function fixed(place: SocketPlace): Readonly<Record<string, string>> {
  return {
    fsync: 'on',
    full_page_writes: 'on',
    listen_addresses: '',
    // The setting is a list; quotes keep a comma or a space in the path in one piece.
    unix_socket_directories: `"${place.directory.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    port: String(place.port),
    logging_collector: 'off',
  }
}

/** Throws on a setting that would break a promise: that is a mistake in our own code, not a person's. */
export function refuseFixedSettings(settings: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(settings))
    if (name in fixed({ directory: '', port: 0 }))
      throw new Error(`embedded PostgreSQL: the setting ${name} is not for callers to change`)
}

/** PostgreSQL's command line. */
export function serverArguments(
  cluster: string,
  place: SocketPlace,
  settings: Readonly<Record<string, string>>,
): string[] {
  const all = { ...DEFAULTS, ...settings, ...fixed(place) }
  return ['-D', cluster, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

/** What every start and stop prints. */
const ROUTINE =
  /LOG: {2}(starting PostgreSQL|listening on|database system (was shut down|is)|received fast|aborting any|background worker|shutting down|checkpoint)/

/**
 * The line as it should reach our log, or nothing if it is routine. Errors of statements go back to the code that sent
 * them, which knows better than a log whether they are expected.
 */
export function serverLine(line: string): string | undefined {
  if (line.trim() === '' || line.startsWith('client backend|ERROR:') || ROUTINE.test(line)) return undefined
  return line.replace(/^[a-z ]+\|/, '')
}
