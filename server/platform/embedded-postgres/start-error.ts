/** A start that cannot succeed for a reason a person can mend; the message is the one sentence to print. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

const WAYS_OUT = 'or set DATA_DIR to another folder'

/** The disk, or the quota on it, is full. */
export function diskIsFull(folder: string, cause?: unknown): StartError {
  return new StartError(
    `The disk that holds the data folder ${folder} is full: free some space there (100 MB or more) and start Lotbook again, ${WAYS_OUT}.`,
    { cause },
  )
}

/** The folder is read-only, or belongs to somebody else. */
export function folderIsNotWritable(folder: string, accountName: string, cause?: unknown): StartError {
  return new StartError(
    `Lotbook may not read and write its data folder ${folder} as the account "${accountName}": let that account write there, ${WAYS_OUT}.`,
    { cause },
  )
}

/** The folder is a symbolic link, or is below one, that leads nowhere. */
export function folderIsAtDeadLink(folder: string): StartError {
  return new StartError(
    `The data folder ${folder} leads through a link to a place that does not exist: mount the disk that it is on, ${WAYS_OUT}.`,
  )
}

export function folderIsOfAnotherVersion(folder: string, found: string, ours: string): StartError {
  return new StartError(
    `The data folder ${folder} belongs to PostgreSQL ${found}, and this Lotbook brings PostgreSQL ${ours}: back the data up with the Lotbook that made it and restore it here, ${WAYS_OUT}.`,
  )
}

export function folderIsNotOurs(folder: string): StartError {
  return new StartError(
    `The folder ${folder} holds files that are not Lotbook's: nothing was touched; set DATA_DIR to a new or an empty folder.`,
  )
}

export function folderIsInUse(folder: string, pid: number): StartError {
  return new StartError(
    `Another Lotbook is already running on the data folder ${folder} (its PostgreSQL is process ${pid}): stop that one first, ${WAYS_OUT}.`,
  )
}

/** Turns a file system error into its sentence; anything else comes back as it was. */
export function explainFileError(error: unknown, folder: string, accountName: string): unknown {
  if (error instanceof StartError) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100') return diskIsFull(folder, error)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR')
    return folderIsNotWritable(folder, accountName, error)
  return error
}

/** Turns what initdb or PostgreSQL printed before it gave up into one sentence. */
export function explainOutput(
  program: string,
  output: string,
  folder: string,
  accountName: string,
): StartError {
  if (/No space left on device|Disk quota exceeded|wrote only \d+ of \d+ bytes/i.test(output))
    return diskIsFull(folder, output)
  if (/Read-only file system|Permission denied/i.test(output))
    return folderIsNotWritable(folder, accountName, output)
  const lines = output.split('\n').map(line => line.trim())
  const reason = lines.find(line => /(FATAL|PANIC|error):/i.test(line)) ?? lines.findLast(line => line !== '')
  return new StartError(
    `${program} did not start on the data folder ${folder}: ${reason ?? 'it gave no reason'}`,
    {
      cause: output,
    },
  )
}
