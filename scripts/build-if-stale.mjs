/**
 * Builds the screens and the server when their sources are newer than what was built last; does nothing otherwise. So
 * "npm start" needs no build step of its own, and starts at once the second time.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = path.dirname(import.meta.dirname)
const sources = [
  'contract',
  'gs1',
  'server',
  'web',
  'db',
  'vite.config.ts',
  'vite.till.config.ts',
  'vite.server.config.ts',
  'package-lock.json',
]
const stamp = path.join(root, 'dist', 'built-from')
const now = digestOf(sources)

if (readOr(stamp) !== now) {
  process.stderr.write('Building Lotbook (only when its sources have changed) …\n')
  for (const config of ['vite.config.ts', 'vite.till.config.ts', 'vite.server.config.ts']) build(config)
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, now)
}

function build(config) {
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  execFileSync(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
}

function digestOf(names) {
  const hash = createHash('sha256')
  for (const file of names.flatMap(name => filesBelow(path.join(root, name))).sort()) {
    hash.update(path.relative(root, file)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function filesBelow(place) {
  try {
    return readdirSync(place, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && !entry.name.includes('.test.'))
      .map(entry => path.join(entry.parentPath, entry.name))
  } catch (error) {
    if (error.code === 'ENOTDIR') return [place]
    throw error
  }
}

function readOr(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
