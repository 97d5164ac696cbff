import type { Speaker } from '../language/languages.ts'
import { say } from '../language/say.ts'
import { countryName } from './formats.ts'
import { type Html, html } from './html.ts'

export interface TextField {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly problem?: string | undefined
  readonly type?: 'text' | 'email' | 'tel'
  readonly autocomplete?: string
  readonly required?: boolean
  readonly hint?: string
}

/** A field with its label, its hint, and what is not right with it. */
export function drawField(field: TextField): Html {
  const { name, label, value, type = 'text', autocomplete, required, hint } = field
  return html`<div class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" value="${value}" maxlength="254"${autocomplete ? html` autocomplete="${autocomplete}"` : null}${required ? html` required` : null}${told(field)}>
${hint === undefined ? null : html`<small class="soft" id="${name}-hint">${hint}</small>`}
${drawProblem(field)}</div>`
}

/** A choice among countries, by their names; the only one there is chosen already. */
export function drawCountry(
  speaker: Speaker,
  countries: readonly string[],
  field: Pick<TextField, 'name' | 'value' | 'problem' | 'autocomplete'>,
): Html {
  const { name, value, autocomplete } = field
  const named = countries
    .map(code => ({ code, name: countryName(speaker, code) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, speaker.language))
  return html`<div class="field"><label for="${name}">${say(speaker, 'look.fields.country')}</label><select id="${name}" name="${name}" autocomplete="${autocomplete}"${told(field)}>
${countries.length === 1 ? null : html`<option value="">${say(speaker, 'look.fields.choose')}</option>`}
${named.map(one => html`<option value="${one.code}"${one.code === value ? html` selected` : null}>${one.name}</option>`)}
</select>${drawProblem(field)}</div>`
}

export function drawProblem({ name, problem }: Pick<TextField, 'name' | 'problem'>): Html | null {
  return problem === undefined ? null : html`<p class="problem-text" id="${name}-problem">${problem}</p>`
}

/** What a field says to those who hear the page: its hint, and what is not right with it. */
function told({ name, problem, hint }: Pick<TextField, 'name' | 'problem' | 'hint'>): Html {
  const about = [hint === undefined ? '' : `${name}-hint`, problem === undefined ? '' : `${name}-problem`]
    .filter(Boolean)
    .join(' ')
  return html`${problem === undefined ? null : html` aria-invalid="true"`}${about === '' ? null : html` aria-describedby="${about}"`}`
}
