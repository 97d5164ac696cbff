import type { CellContext, LinePatch } from './cell-text.ts'
import type { DraftLine, LineProduct } from './draft-line.ts'

/** The bin that a product goes to, for a row where nothing was entered for it, if it is one of the order's location. */
export function defaultBinFor(
  { defaultBin }: LineProduct,
  line: Pick<DraftLine, 'bin' | 'unread'>,
  { bins }: CellContext,
): Pick<LinePatch, 'bin'> {
  if (!defaultBin || line.bin !== null || line.unread.bin !== undefined) return {}
  const bin = bins?.get(defaultBin.code)
  return bin !== undefined && bin.id === defaultBin.id ? { bin } : {}
}
