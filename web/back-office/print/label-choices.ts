import { z } from 'zod'
import { labelFormat, labelSymbol } from '../../../contract/print.ts'

/** What a person chose last: the sheets in their printer and the scanner in their hand stay the same. */
const remembered = z.object({ format: labelFormat, symbol: labelSymbol })
export type Remembered = z.infer<typeof remembered>

const usual: Remembered = { format: 'a4-3x8', symbol: 'datamatrix' }

const placeOf = (staffId: number) => `lotbook.labels.${staffId}`

export function rememberedChoices(staffId: number): Remembered {
  try {
    return remembered.parse(JSON.parse(localStorage.getItem(placeOf(staffId)) ?? 'null'))
  } catch {
    return usual
  }
}

export function rememberChoices(staffId: number, choices: Remembered): void {
  try {
    localStorage.setItem(placeOf(staffId), JSON.stringify(choices))
  } catch {
    // A browser that keeps nothing still prints.
  }
}
