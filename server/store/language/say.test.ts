import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Html, html } from '../look/html.ts'
import { languages } from './languages.ts'
import { say, sayMarked, wordsOf } from './say.ts'

const english = { language: 'en' } as const

const hostile = fc.oneof(
  fc.constantFrom('<script>alert(1)</script>', '{{store}}', '<link>here</link>', '$&', '" onclick="x'),
  fc.string({ unit: fc.constantFrom('<', '>', '"', '&', '{', '}', '/', '$', 'x', 'link') }),
)

test('a name in a sentence stays the text that was typed, whatever it is', () => {
  fc.assert(
    fc.property(hostile, name => {
      const said = say(english, 'orders.placed', { date: 'today', name, email: 'a@b.c' })
      expect(said).toBe(`Placed on today by ${name}, a@b.c.`)
      expect(html`${said}`.text).not.toMatch(/[<>"]/)
    }),
  )
})

test('a name in a sentence with a link is escaped, and opens nothing but that link', () => {
  fc.assert(
    fc.property(hostile, product => {
      const link = (words: Html) => html`<a href="/">${words}</a>`
      const { text } = sayMarked(english, 'genuine.inStore', { product, link })
      expect(text).toBe(`${html`${product}`.text} – <a href="/">see it in the store</a>`)
    }),
  )
})

test('a marked part holds the values that stand in it, escaped as well', () => {
  const named = (words: Html) => html`<b>${words}</b>`
  const { text } = sayMarked(english, 'basket.remove', { product: '<i>', named })
  expect(text).toBe('Remove<b> &lt;i&gt;</b>')
})

test('what is counted has the words of its number, and the number its separators', () => {
  const hint = (count: number) => say(english, 'payment.cashOnCollection.hint', { count })
  expect([hint(1), hint(2), hint(1000)]).toEqual([
    'We keep the goods for a day.',
    'We keep the goods for 2 days.',
    'We keep the goods for 1,000 days.',
  ])
})

test('the compiler refuses words that are not there, and words without what they need', () => {
  // Each line is here for the compiler, which has to refuse it; none of them is run.
  const refused = [
    // @ts-expect-error There is no such word.
    () => say(english, 'basket.nothing'),
    // @ts-expect-error It needs its store.
    () => say(english, 'mails.signIn.subject'),
    // @ts-expect-error It needs its number, too.
    () => say(english, 'mails.lapsed.subject', { store: 'here' }),
    // @ts-expect-error It has no place for a name.
    () => say(english, 'basket.soldOut', { name: 'here' }),
    // @ts-expect-error Text has no links.
    () => say(english, 'basket.empty'),
    // @ts-expect-error It needs its link.
    () => sayMarked(english, 'genuine.inStore', { product: 'milk' }),
    // @ts-expect-error What is counted needs its count.
    () => say(english, 'payment.bankTransfer.hint'),
  ]
  expect(refused).toHaveLength(7)
})

const store = path.resolve(import.meta.dirname, '..')
const sources = readdirSync(store, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts') && !/words\.ts$|\.test\.ts$/.test(file))
  .map(file => readFileSync(path.join(store, file), 'utf8'))
  .join('\n')

test('every word is said somewhere', () => {
  // What is put together, as `accounts.states.${state}`, says all that begins so.
  const beginnings = [...sources.matchAll(/`([a-z]\w*(?:\.\w+)*\.)\$\{/g)].map(match => match[1]!)
  const keys = [...wordsOf('en').keys()].map(key => key.replace(/_(one|other)$/, ''))
  const unsaid = keys.filter(
    key => !sources.includes(`'${key}'`) && !beginnings.some(beginning => key.startsWith(beginning)),
  )
  expect(keys.length).toBeGreaterThan(150)
  expect(unsaid).toEqual([])
})

test('every language names in a word what English names in it', () => {
  const needs = (text: string) =>
    [...text.matchAll(/\{\{(\w+)\}\}|<\/\w+>/g)].map(match => match[0]).toSorted()
  for (const language of Object.keys(languages) as (keyof typeof languages)[])
    for (const [key, text] of wordsOf('en'))
      if (!key.endsWith('_one'))
        expect([key, needs(wordsOf(language).get(key) ?? '')]).toEqual([key, needs(text)])
})
