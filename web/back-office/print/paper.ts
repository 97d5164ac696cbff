import type { Paper } from '../../../contract/print.ts'

/** Where offices print on Letter; all others print on A4. */
const letterRegions = new Set(['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'VE', 'CR', 'GT', 'PA', 'PR'])

/** The paper that the reader's printer most likely holds, by the region of their language. */
export function usualPaper(language: string): Paper {
  try {
    return letterRegions.has(new Intl.Locale(language).region ?? '') ? 'letter' : 'a4'
  } catch {
    return 'a4'
  }
}
