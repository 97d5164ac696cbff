import { type FieldProblem, problem, type RefusalCode, refusals } from '../../contract/refusals.ts'

/** The server said no. `sentence` is what a clerk reads; it says what to do next. */
export class RefusalError extends Error {
  override readonly name = 'RefusalError'
  /** From the closed list; `server_error` is a bug of ours, of which only `requestId` is known. */
  readonly code: RefusalCode | 'server_error'
  readonly sentence: string
  readonly details: Record<string, unknown>
  readonly status: number
  readonly requestId: string | null

  constructor(of: {
    code: RefusalCode | 'server_error'
    sentence: string
    details?: Record<string, unknown> | undefined
    status: number
    requestId?: string | null
  }) {
    super(of.sentence)
    this.code = of.code
    this.sentence = of.sentence
    this.details = of.details ?? {}
    this.status = of.status
    this.requestId = of.requestId ?? null
  }
}

/** No answer came: the network or the server is away. A write may or may not have been made; its key makes a repeat safe. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
  constructor(cause?: unknown) {
    super(
      'The shop’s server does not answer. Check the network; what you typed is kept, and nothing is done twice when you try again.',
      { cause },
    )
  }
}

const serverFailed =
  'Something went wrong on the server and it was written down. Try again; if it happens again, quote the number.'

/** The error that an answer without success stands for. `body` is its JSON, or null when it had none. */
export function errorOfAnswer(status: number, body: unknown, requestId: string | null): Error {
  // A proxy in front of a server that is away answers for it, with no problem document.
  if ([502, 503, 504].includes(status) && !problem.safeParse(body).success) return new ConnectionLost()
  const read = problem.safeParse(body)
  if (!read.success)
    return new RefusalError({ code: 'server_error', sentence: serverFailed, status, requestId })
  const code = isRefusalCode(read.data.code) ? read.data.code : 'server_error'
  return new RefusalError({
    code,
    sentence: code === 'server_error' ? serverFailed : read.data.detail,
    details: read.data.details,
    status,
    requestId: read.data.requestId,
  })
}

/** The problems of a `bad_input` refusal by field; empty for every other error. */
export function fieldProblems(error: unknown): FieldProblem[] {
  if (!(error instanceof RefusalError) || error.code !== 'bad_input') return []
  const problems = error.details.problems
  return Array.isArray(problems) ? problems.filter(isFieldProblem) : []
}

/** The sentence that a person reads for any error. */
export function sentenceOf(error: unknown): string {
  if (error instanceof RefusalError) return error.sentence
  if (error instanceof Error) return error.message
  return serverFailed
}

function isFieldProblem(value: unknown): value is FieldProblem {
  if (typeof value !== 'object' || value === null) return false
  return 'path' in value && typeof value.path === 'string' && 'sentence' in value
}

function isRefusalCode(code: string | undefined): code is RefusalCode {
  return code !== undefined && Object.hasOwn(refusals, code)
}
