import { existsSync } from 'node:fs'
import path from 'node:path'

/** The folder that holds package.json and db/: the same from the sources and from dist/. */
export function projectRoot(): string {
  let folder = import.meta.dirname
  while (!existsSync(path.join(folder, 'db', 'migrations'))) {
    const above = path.dirname(folder)
    if (above === folder)
      throw new Error('Lotbook’s own files are incomplete: db/migrations is missing. Install it again.')
    folder = above
  }
  return folder
}
