import type { Shown } from '../web/visit.ts'
import { html } from './html.ts'

type Page = Exclude<Shown, { to: string }>

export const missingPage: Page = {
  title: 'Not found',
  status: 404,
  body: html`<h1>There is no such page</h1>
    <p>It may have been taken out of the store. <a href="/shop">See what there is</a>, or search above.</p>`,
}

export const closedPage: Page = {
  title: 'Closed',
  status: 503,
  body: html`<h1>The store is closed at the moment</h1>
    <p>Please come back later. Orders that were placed are not affected: their pages stay reachable.</p>`,
}

/** For whoever sends forms faster than people do. */
export const tooOften: Page = {
  title: 'Too often',
  status: 429,
  body: html`<h1>This was too often</h1>
    <p role="alert">So much was ordered or put into baskets from your connection, or under your e-mail address, that it looks like a program. Please wait an hour, then go on: your basket stays as it is.</p>
    <p><a href="/shop/terms">Write to us</a> if it cannot wait.</p>`,
}

/** A sentence of what went wrong, and the way out. */
export function problemPage(sentence: string, status: number): Page {
  return {
    title: 'This did not work',
    status,
    body: html`<h1>This did not work</h1><p role="alert">${sentence}</p><p><a href="/shop">Back to the store</a></p>`,
  }
}
