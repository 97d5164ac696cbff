import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { folderIsNotOurs, folderIsOfAnotherVersion } from './start-error.ts'

/** What a start leaves in its folder: the cluster, the socket, and `new-…` while a first start is at work. */
const OURS = /^(cluster|socket|new-[0-9a-f]+)$/
/** What file systems and tools put into folders by themselves. */
const HARMLESS = /^(lost\+found|\..*)$/

/** Refuses a folder that is some other server's or holds somebody's files, before anything in it is touched. */
export async function refuseForeignFolder(folder: string, major: string): Promise<void> {
  for (const place of [join(folder, 'cluster'), folder, dirname(folder)]) {
    const version = await clusterVersion(place)
    if (version !== undefined && version !== major) throw folderIsOfAnotherVersion(place, version, major)
    if (version !== undefined && place !== join(folder, 'cluster')) throw folderIsNotOurs(place)
  }
  const names = (await readdirOrNothing(folder)).filter(name => !HARMLESS.test(name))
  if (!names.every(name => OURS.test(name))) throw folderIsNotOurs(folder)
}

async function clusterVersion(folder: string): Promise<string | undefined> {
  return readFile(join(folder, 'PG_VERSION'), 'utf8').then(
    text => text.trim(),
    () => undefined,
  )
}

async function readdirOrNothing(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}
