import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

const run = promisify(execFile)

/**
 * Starts a browser without a window. `CHROMIUM_PATH` names another one than that of @sparticuz/chromium, which is
 * unpacked once into a private folder below the temporary one. The caller closes the browser, and may give it more words.
 */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const found = await findChromium()
  const browser = await chromium.launch({
    executablePath: found.path,
    env: { ...process.env, ...found.env },
    args: [
      '--font-render-hinting=none',
      '--disable-dev-shm-usage',
      // The sandbox refuses to run as root, as in containers of CI.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...more,
    ],
  })
  const times = Number(process.env.JOURNEY_SLOWDOWN ?? 1)
  return times > 1 ? slowed(browser, times) : browser
}

/**
 * A browser whose pages think so many times slower: `JOURNEY_SLOWDOWN=4 npx vitest run tests/journeys` shows which
 * journeys lean on being quicker than the page, as a busy machine would show it one day.
 */
function slowed(browser: Browser, times: number): Browser {
  const newContext = browser.newContext.bind(browser)
  browser.newContext = async options => {
    const context = await newContext(options)
    const newPage = context.newPage.bind(context)
    context.newPage = async () => {
      const page = await newPage()
      const wire = await context.newCDPSession(page)
      await wire.send('Emulation.setCPUThrottlingRate', { rate: times })
      return page
    }
    return context
  }
  return browser
}

/** The words that give a browser a camera which sees nothing but a film, and that every page may look through. */
export const fakeCamera = (film: string): string[] => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${film}`,
]

interface Found {
  path: string
  env: Record<string, string>
}

async function findChromium(): Promise<Found> {
  const own = process.env.CHROMIUM_PATH
  if (own) return { path: own, env: {} }
  const folder = await unpacked()
  const path = join(folder, 'chromium')
  const libraries = join(folder, 'al2023', 'lib')
  const missing = await missesLibraries(path)
  const fonts = { FONTCONFIG_PATH: join(folder, 'fonts') }
  return { path, env: missing && existsSync(libraries) ? { ...fonts, LD_LIBRARY_PATH: libraries } : fonts }
}

/** The folder with the unpacked browser of the installed version; unpacked aside and renamed, so that of two at once one wins. */
async function unpacked(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const packageFile = join(dirname(entry), '../../package.json')
  const { version } = JSON.parse(await readFile(packageFile, 'utf8')) as { version: string }
  const place = join(tmpdir(), `lotbook-browser-${process.getuid?.() ?? 'mine'}`)
  const folder = join(place, version)
  if (await isWhole(folder)) return folder
  await mkdir(place, { recursive: true, mode: 0o700 })
  const { uid } = await stat(place)
  if (process.getuid && uid !== process.getuid()) {
    throw new Error(`${place} belongs to somebody else. Remove it, or set CHROMIUM_PATH.`)
  }
  const aside = await mkdtemp(join(place, 'unpacking-'))
  try {
    await unpackInto(aside, entry)
    await writeFile(join(aside, 'fonts/fonts.conf'), fontsOf(folder))
    await rename(aside, folder)
  } catch (error) {
    await rm(aside, { recursive: true, force: true })
    if (!(await isWhole(folder))) throw error
  }
  return folder
}

/**
 * The package unpacks into the shared temporary folder of its process and only once; a process of its own with a
 * temporary folder of its own keeps it private. The variable makes it unpack its libraries too, for machines that lack them.
 */
async function unpackInto(folder: string, entry: string): Promise<void> {
  const script =
    'import(process.argv[1]).then(chromium => (chromium.default.default ?? chromium.default).executablePath())'
  await run(process.execPath, ['-e', script, entry], {
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x', HOME: folder },
  })
}

/** The package's own list of fonts names folders of another place; without any font a browser paints no text at all. */
function fontsOf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`
}

async function isWhole(folder: string): Promise<boolean> {
  return existsSync(join(folder, 'chromium'))
}

async function missesLibraries(path: string): Promise<boolean> {
  try {
    const { stdout } = await run('ldd', [path])
    return stdout.includes('not found')
  } catch {
    return true
  }
}
