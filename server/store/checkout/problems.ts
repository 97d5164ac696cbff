import type { z } from 'zod'
import { languages, type Speaker } from '../language/languages.ts'
import { say } from '../language/say.ts'

/** What is not right, by the names of the form’s fields, in their order. */
export type Problems = ReadonlyMap<string, string>

/** The first problem of each field, as a sentence that says what to do. */
export function problemsIn(speaker: Speaker, { issues }: z.ZodError): Problems {
  const problems = new Map<string, string>()
  for (const issue of issues) {
    const field = issue.path[0] === 'locationId' ? 'how' : issue.path.join('-')
    if (!problems.has(field)) problems.set(field, sentenceOf(speaker, field.replace(/^billing-/, ''), issue))
  }
  return problems
}

function sentenceOf(speaker: Speaker, field: string, issue: z.core.$ZodIssue): string {
  if (field === 'how') return say(speaker, 'checkout.problems.how')
  if (issue.code === 'too_big') {
    const most = new Intl.NumberFormat(languages[speaker.language].numbers).format(issue.maximum)
    return field === 'email'
      ? say(speaker, 'checkout.problems.emailTooLong')
      : say(speaker, 'checkout.problems.tooLong', { most })
  }
  if (issue.code === 'custom') return say(speaker, unseenIn[field] ?? 'checkout.problems.unseen')
  return say(speaker, neededIn[field] ?? 'checkout.problems.unseen')
}

const unseenIn: Record<string, 'checkout.problems.unseenInName' | 'checkout.problems.notStored'> = {
  name: 'checkout.problems.unseenInName',
  note: 'checkout.problems.notStored',
}

const neededIn: Record<string, `checkout.problems.${'name' | 'email' | 'street' | 'city' | 'country'}`> = {
  name: 'checkout.problems.name',
  email: 'checkout.problems.email',
  street: 'checkout.problems.street',
  city: 'checkout.problems.city',
  country: 'checkout.problems.country',
}
