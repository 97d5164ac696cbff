/** HTML in which everything that people typed is escaped already. Only `html` and `alreadyHtml` make it. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** What may stand in a template. Nothing at all (null, undefined, false) shows nothing. */
export type Piece = Html | string | number | null | undefined | false | readonly Piece[]

/** A template whose every piece is escaped, for text and for values in double quotes alike. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(strings.reduce((text, string, index) => text + textOf(pieces[index - 1]) + string))
}

/** Says that a text is HTML, and safe. Each use of it is to be looked at twice. */
export function alreadyHtml(text: string): Html {
  return new Html(text)
}

/** Text that people typed, in paragraphs and lines as they typed it. */
export function paragraphs(text: string): Html[] {
  return text
    .split(/\n\s*\n/)
    .filter(part => part.trim() !== '')
    .map(part => html`<p>${inLines(part.trim().split('\n'))}</p>`)
}

/** Lines below each other, as those of an address. */
export function inLines(lines: readonly string[]): Piece {
  return lines.map((line, index) => (index === 0 ? line : html`<br>${line}`))
}

function textOf(piece: Piece): string {
  if (piece instanceof Html) return piece.text
  if (piece === null || piece === undefined || piece === false) return ''
  if (Array.isArray(piece)) return piece.map(textOf).join('')
  return String(piece).replace(/[&<>"'`]/g, sign => escapes[sign]!)
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}
