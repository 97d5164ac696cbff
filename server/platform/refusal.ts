import { type RefusalCode, type RefusalDetails, refusals } from '../../contract/refusals.ts'

/** An expected "no". Thrown inside a transaction it rolls everything back; at the edge it becomes problem+json. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly status: number
  readonly details: Record<string, unknown>
  constructor(code: RefusalCode, details: Record<string, unknown>) {
    const kind = refusals[code]
    super(kind.say(details as never))
    this.name = 'Refusal'
    this.code = code
    this.status = kind.status
    this.details = details
  }
}

/** `throw refuse('lot_short', {...})`: the code must be in the closed list, with the details that its sentence needs. */
export function refuse<Code extends RefusalCode>(code: Code, details: RefusalDetails<Code>): Refusal {
  return new Refusal(code, details as Record<string, unknown>)
}
