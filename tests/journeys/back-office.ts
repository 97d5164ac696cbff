import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, CDPSession, Page } from 'playwright-core'
import * as people from '../../server/people/public.ts'
import { burstGapMs } from '../../web/kit/scan-burst.ts'
import { launchBrowser } from '../harness/browser.ts'
import type { TestShop } from '../harness/shop.ts'

/** The built back office on a test shop, in a real browser, with somebody signed in. */
export interface BackOffice {
  readonly page: Page
  readonly address: string
  /** Types as a keyboard scanner does: all keys at once, then Enter, to whatever has the focus. */
  scan(code: string): Promise<void>
  close(): Promise<void>
}

const clerk = { name: 'Clara Clerk', email: 'clara@example.com', password: 'correct horse battery' }

export async function openBackOffice(shop: TestShop): Promise<BackOffice> {
  await shop.act(tx => people.addStaff(tx, { ...clerk, role: 'owner' }))
  const app = await shop.app()
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const browser = await launchBrowser()
  const page = await openPage(browser)
  await page.goto(`${address}/admin`)
  await page.getByLabel('E-mail').fill(clerk.email)
  await page.getByLabel('Password', { exact: true }).fill(clerk.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  // The menu is there only after the sign-in was answered: leaving the page before that would undo it.
  await page.getByRole('navigation', { name: 'Main menu' }).waitFor()
  const keys = await page.context().newCDPSession(page)
  return {
    page,
    address,
    scan: code => pressAtOnce(keys, code),
    close: () => browser.close(),
  }
}

async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  typeLikeAPerson(page)
  return page
}

/** Nobody types before the cursor is where the eye is: an open dialog gets the focus first, some frames after it appears. */
export function typeLikeAPerson(page: Page): void {
  const { keyboard } = page
  for (const act of ['press', 'type'] as const) {
    const plain = keyboard[act].bind(keyboard)
    keyboard[act] = async (...keys) => {
      await page.waitForFunction(hasItsFocus, undefined, { timeout: 2000 }).catch(() => {})
      await plain(...keys)
    }
  }
}

function hasItsFocus(): boolean {
  const open = [...document.querySelectorAll('[role=dialog]')].filter(dialog => dialog.checkVisibility())
  return open.length === 0 || open.some(dialog => dialog.contains(document.activeElement))
}

/**
 * Sends all keys at once, each stamped with the time at which a scanner would have sent it: a machine that is busy must
 * not make a scanner look like a person.
 */
export async function pressAtOnce(keys: CDPSession, code: string): Promise<void> {
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' }
  const strokes = [...code].map(sign =>
    sign === '\u001d'
      ? { key: ']', code: 'BracketRight', windowsVirtualKeyCode: 221, modifiers: 2 }
      : { key: sign, text: sign },
  )
  // Nobody types a key and scans in the same moment; a test could.
  await sleep(2 * burstGapMs)
  const startedAt = Date.now() / 1000
  await Promise.all(
    [...strokes, enter].flatMap((stroke, index) => {
      const timestamp = startedAt + index * secondsBetweenKeys
      return [
        keys.send('Input.dispatchKeyEvent', { type: 'keyDown', timestamp, ...stroke }),
        keys.send('Input.dispatchKeyEvent', { type: 'keyUp', timestamp, ...stroke }),
      ]
    }),
  )
}
const secondsBetweenKeys = 0.004

/** How far the page is wider than its window; 0 where nothing is cut off. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const sheet = document.querySelector('main') ?? document.documentElement
    return Math.max(
      0,
      sheet.scrollWidth - sheet.clientWidth,
      document.documentElement.scrollWidth - innerWidth,
    )
  })
}
