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
