import type { Speaker } from '../language/languages.ts'
import { type Html, html, paragraphs } from './html.ts'

/** A part of an e-mail: paragraphs, rows of a name and an amount, or a link. */
export type MailPart =
  | { readonly text: string }
  | { readonly rows: readonly (readonly [string, string])[] }
  | { readonly link: { readonly label: string; readonly address: string } }

/** The same e-mail as text and as a page; what people typed is escaped in the one and plain in the other. */
export function drawMail(
  { language }: Speaker,
  title: string,
  parts: readonly MailPart[],
): { text: string; html: string } {
  return {
    text: `${parts.map(asText).join('\n\n')}\n`,
    html: html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${title}</title></head>
<body style="margin:0;background:#f7f4eb;color:#1c2420;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:36rem;margin:0 auto;padding:1.5rem">
${parts.map(asHtml)}
</div></body></html>
`.text,
  }
}

function asText(part: MailPart): string {
  if ('text' in part) return part.text
  if ('link' in part) return `${part.link.label}: ${part.link.address}`
  return part.rows.map(([name, value]) => `${name}: ${value}`).join('\n')
}

function asHtml(part: MailPart): Html {
  if ('text' in part) return html`${paragraphs(part.text)}`
  if ('link' in part)
    return html`<p><a href="${part.link.address}" style="display:inline-block;padding:0.6rem 1.2rem;background:#124b38;color:#fdfcf8;text-decoration:none">${part.link.label}</a></p>`
  return html`<table role="presentation" style="width:100%;border-collapse:collapse">${part.rows.map(
    ([name, value]) =>
      html`<tr><td style="padding:0.35rem 0;border-top:1px solid #ddd7c7">${name}</td><td style="padding:0.35rem 0;border-top:1px solid #ddd7c7;text-align:right;white-space:nowrap">${value}</td></tr>`,
  )}</table>`
}
