/** Everything that can be wrong with a barcode or with what should become one. The list is closed. */
export type ProblemCode =
  | 'empty'
  | 'unknown-ai'
  | 'too-short'
  | 'too-long'
  | 'bad-character'
  | 'bad-check-digit'
  | 'bad-date'
  | 'bad-value'
  | 'repeated-with-other-value'
  | 'not-bracketed'
  | 'not-a-digital-link'
  | 'misplaced-in-link'

/** Why a text is refused: `at` is the zero-based position in the text that was given, `sentence` is for the clerk. */
export type Problem = { readonly code: ProblemCode; readonly sentence: string; readonly at: number }

export type Refused = { readonly ok: false; readonly problem: Problem }

export function refused(code: ProblemCode, at: number, sentence: string): Refused {
  return { ok: false, problem: { code, sentence, at } }
}

/** The same refusal, seen from a text in which the refused part begins at `offset`. */
export function movedBy(offset: number, { problem }: Refused): Refused {
  return { ok: false, problem: { ...problem, at: problem.at + offset } }
}
