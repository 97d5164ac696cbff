import type { Speaker } from '../language/languages.ts'
import { say, sayMarked } from '../language/say.ts'
import type { Shown } from '../web/visit.ts'
import { html } from './html.ts'

type Page = Exclude<Shown, { to: string }>

export const missingPage = (store: Speaker): Page => ({
  title: say(store, 'look.missing.title'),
  status: 404,
  body: html`<h1>${say(store, 'look.missing.heading')}</h1>
    <p>${sayMarked(store, 'look.missing.body', { link: words => html`<a href="/shop">${words}</a>` })}</p>`,
})

export const closedPage = (store: Speaker): Page => ({
  title: say(store, 'look.closed.title'),
  status: 503,
  body: html`<h1>${say(store, 'look.closed.heading')}</h1>
    <p>${say(store, 'look.closed.body')}</p>`,
})

/** For whoever sends forms faster than people do. */
export const tooOften = (store: Speaker): Page => ({
  title: say(store, 'look.tooOften.title'),
  status: 429,
  body: html`<h1>${say(store, 'look.tooOften.heading')}</h1>
    <p role="alert">${say(store, 'look.tooOften.body')}</p>
    <p>${sayMarked(store, 'look.tooOften.contact', { link: words => html`<a href="/shop/terms">${words}</a>` })}</p>`,
})

/** A sentence of what went wrong, and the way out. */
export function problemPage(store: Speaker, sentence: string, status: number): Page {
  const title = say(store, 'look.problem.title')
  return {
    title,
    status,
    body: html`<h1>${title}</h1><p role="alert">${sentence}</p><p><a href="/shop">${say(store, 'look.problem.back')}</a></p>`,
  }
}
