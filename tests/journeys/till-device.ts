import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { RequestListener, Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContext, CDPSession, Locator, Page } from 'playwright-core'
import { projectRoot } from '../../server/platform/project-root.ts'
import { holdMs } from '../../web/till/basket/swipe.ts'
import { fakeCamera, launchBrowser } from '../harness/browser.ts'
import type { Counter } from '../till/counter.ts'
import { pressAtOnce, typeLikeAPerson } from './back-office.ts'
import { filmOf } from './camera-film.ts'

/** The built till on a tablet with a touch screen. */
export interface TillDevice {
  readonly page: Page
  readonly context: BrowserContext
  readonly address: string
  /** Types as a keyboard scanner does. */
  scan(code: string): Promise<void>
  /** Puts a finger on something, holds it, and drags it to the left. */
  holdAndDragLeft(on: Locator): Promise<void>
  /** Lets the till look through the camera, or has the browser refuse it. */
  mayLook(may: boolean): Promise<void>
  close(): Promise<void>
}

/** `seen` is the code that its camera looks at. */
export async function openTillDevice(
  { shop }: Counter,
  seen = { kind: 'qrcode', text: 'nothing' },
): Promise<TillDevice> {
  const app = await shop.app()
  const address = app.server.listening
    ? `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
    : await app.listen({ host: '127.0.0.1', port: 0 })
  const folder = await mkdtemp(join(tmpdir(), 'lotbook-till-'))
  const film = join(folder, 'seen.y4m')
  await filmOf(film, seen.kind, seen.text)
  const browser: Browser = await launchBrowser(fakeCamera(film))
  const context = await browser.newContext({
    viewport: { width: 1024, height: 768 },
    hasTouch: true,
    locale: 'en-GB',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  typeLikeAPerson(page)
  const wire = await context.newCDPSession(page)
  return {
    page,
    context,
    address,
    scan: code => pressAtOnce(wire, code),
    holdAndDragLeft: on => holdAndDragLeft(wire, on),
    mayLook: may => page.evaluate(allowCamera, may),
    close: async () => {
      await browser.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** In the page. A browser without a window cannot ask its user: what a no would give is put in its place. */
function allowCamera(may: boolean): void {
  const refuse = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
  if (may) Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia')
  else Object.assign(navigator.mediaDevices, { getUserMedia: refuse })
}

/** Makes the device a till, signs Mary in and opens the drawer, all as people do it. */
export async function startTill(
  { page, address }: TillDevice,
  { office, shelf }: Counter,
  name = 'Counter',
): Promise<void> {
  const made = await office('POST', '/tills', { name, locationId: shelf.locationId })
  const { code } = (await office('POST', `/tills/${made.body.id}/enrolment`, {})).body
  await page.goto(`${address}/pos`)
  await page.getByRole('heading', { name: 'Make this device a till' }).waitFor()
  await page.getByLabel('Code').fill(code)
  await page.getByRole('button', { name: 'Enrol this device' }).tap()
  await signIn(page)
  await page.getByRole('heading', { name: 'Open the drawer' }).waitFor()
  await page.getByLabel('Float').fill('100')
  await page.getByRole('button', { name: 'Open the drawer' }).tap()
  await page.getByRole('region', { name: 'Basket' }).waitFor()
}

export async function signIn(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Who is at the till?' }).waitFor()
  await page.getByRole('button', { name: 'Mary Manager' }).tap()
  await page.getByRole('heading', { name: 'PIN of Mary Manager' }).waitFor()
  for (const digit of '1234') await page.getByRole('button', { name: digit, exact: true }).tap()
  await page.getByRole('button', { name: 'Sign in', exact: true }).tap()
}

/** From now on the server has another build of the till: its worker has other bytes, and its page says that it is newer. */
export async function serveNewerBuild(server: Server): Promise<void> {
  const built = (file: string) => readFile(join(projectRoot(), 'dist/till', file), 'utf8')
  const worker = (await built('sw.js')).replace(/(url:"index\.html",revision:")\w+/, '$1newer')
  const html = (await built('index.html')).replace('<html', '<html data-build="newer"')
  const files = new Map([
    ['/pos/sw.js', { type: 'text/javascript', body: worker }],
    ['/pos/index.html', { type: 'text/html', body: html }],
  ])
  const former = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    const file = files.get(request.url!.split('?')[0]!)
    if (file)
      response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-cache' }).end(file.body)
    else for (const listener of former) listener.call(server, request, response)
  })
}

async function holdAndDragLeft(wire: CDPSession, on: Locator): Promise<void> {
  const box = (await on.boundingBox())!
  const y = box.y + 16
  const from = box.x + box.width - 40
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number) =>
    wire.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] })
  await touch('touchStart', from)
  await sleep(holdMs + 60)
  for (const moved of [20, 70, 130, 200]) await touch('touchMove', from - moved)
  await touch('touchEnd', from - 200)
}
