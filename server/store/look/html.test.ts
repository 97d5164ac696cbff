import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonForHtml } from '../catalogue/structured-data.ts'
import { html, paragraphs } from './html.ts'

const hostile = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '`', '/', '!', '-', 'x', '\n', '\u2028') }),
)

test('whatever is put into a template ends neither the text nor the value that it stands in', () => {
  fc.assert(
    fc.property(hostile, text => {
      const made = html`<a title="${text}">${text}</a>`.text
      const [, value, inner] = /^<a title="([^"]*)">([^<]*)<\/a>$/s.exec(made) ?? []
      expect([value, inner].map(part => unescaped(part ?? 'not matched'))).toEqual([text, text])
    }),
  )
})

test('paragraphs hold nothing but the text that was typed', () => {
  fc.assert(
    fc.property(hostile, text => {
      const made = html`${paragraphs(text)}`.text
      expect(made.replaceAll(/<\/?p>|<br>/g, '')).not.toMatch(/[<>]/)
    }),
  )
})

test('structured data stays inside its element, and reads as what was put in', () => {
  fc.assert(
    fc.property(hostile, text => {
      const made = jsonForHtml({ text })
      expect(made).not.toMatch(/[<>&\u2028\u2029]/)
      expect(JSON.parse(made)).toEqual({ text })
    }),
  )
})

test('templates nest without being escaped twice, and what is nothing shows nothing', () => {
  expect(
    html`<p>${html`<b>${'a & b'}</b>`}${[1, ' ', html`<i></i>`]}${null}${undefined}${false}</p>`.text,
  ).toBe('<p><b>a &amp; b</b>1 <i></i></p>')
})

const signs: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#96;': '`',
}
const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39|#96);/g, entity => signs[entity]!)
