import type { Endpoint } from '../../contract/endpoint.ts'

/** What the contract's schema finds wrong with a body, as one sentence a field. Empty when it may be sent. */
export function formProblems(
  endpoint: Endpoint,
  input: { readonly body?: unknown },
  fieldOf: (path: string) => string = path => path,
): Record<string, string> {
  const read = endpoint.body.safeParse(input.body ?? {})
  if (read.success) return {}
  const problems: Record<string, string> = {}
  for (const issue of read.error.issues) {
    const field = fieldOf(issue.path.join('.'))
    problems[field] ??= issue.message
  }
  return problems
}

/**
 * Parts problems into those that stand at a field of the form and those that belong to none; the latter as one text, so
 * that no refusal goes unseen.
 */
export function placeProblems(
  problems: Record<string, string>,
  values: Record<string, unknown>,
): { placed: Record<string, string>; loose: string | null } {
  const isField = (path: string) => Object.hasOwn(values, path.split('.')[0] ?? '')
  const entries = Object.entries(problems)
  const loose = entries.filter(([path]) => !isField(path)).map(([, sentence]) => sentence)
  return {
    placed: Object.fromEntries(entries.filter(([path]) => isField(path))),
    loose: loose.length === 0 ? null : loose.join(' '),
  }
}
