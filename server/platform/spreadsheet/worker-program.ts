import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/*
 * Where the worker's program is. In production the server is bundled, and the worker must be built as a second entry of
 * the same build, named `spreadsheet-worker.js`, in the folder of the chunk that holds this code or in the folder above:
 *   input: { main: 'server/main.ts', 'spreadsheet-worker': 'server/platform/spreadsheet/worker.ts' }
 * The address is put together at run time on purpose, so that no bundler rewrites it.
 */

/** What to start a worker from; in development and tests it is bundled once, at the first sheet that a process reads. */
export function workerProgram(): Promise<URL> {
  program ??= import.meta.url.endsWith('.ts') ? bundledNow() : Promise.resolve(builtProgram())
  return program
}
let program: Promise<URL> | undefined

/** A worker does not inherit tsx from its parent, and loading tsx in each takes longer than most sheets do. */
async function bundledNow(): Promise<URL> {
  const { build } = await import('vite')
  const bundle = await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      write: false,
      target: 'node20',
      rolldownOptions: { input: fileURLToPath(new URL('worker.ts', import.meta.url)) },
    },
  })
  if (!('output' in bundle)) throw new Error('The spreadsheet worker was not bundled')
  return new URL(`data:text/javascript,${encodeURIComponent(bundle.output[0].code)}`)
}

function builtProgram(): URL {
  const found = ['spreadsheet-worker.js', '../spreadsheet-worker.js']
    .map(name => new URL(name, import.meta.url))
    .find(candidate => existsSync(candidate))
  if (!found)
    throw new Error('spreadsheet-worker.js is missing beside the server: build it as a second entry')
  return found
}
