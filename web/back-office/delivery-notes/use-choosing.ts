import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenLine } from '../../../contract/fulfilment.ts'
import { readOptions, sentenceOf } from '../../client/public.ts'
import { choiceOf, type DraftNote, type LineChoice, withChoice } from './draft-note.ts'
import { type Ask, findPiece } from './find-piece.ts'
import { judgeFound, type Said } from './judge-found.ts'

interface ChoosingOptions {
  readonly locationId: number
  /** What the note that is changed holds already. */
  readonly begin?: DraftNote
  /** Why its own pieces look blocked ("chosen for D1004"). */
  readonly ownClaim?: string | null
}
const noDraft: DraftNote = new Map()

/**
 * The draft of a delivery note, and the one way in which scanned and typed codes enter it: the code finds its line, is
 * chosen there, or is refused with the reason at once.
 */
export function useChoosing(
  lines: readonly OpenLine[],
  { locationId, begin = noDraft, ownClaim = null }: ChoosingOptions,
) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState<DraftNote>(begin)
  const [said, setSaid] = useState<Said | null>(null)
  // Scans can follow one another before the screen is drawn again, so each goes on from what the last one left.
  const latest = useRef(draft)

  const choose = (line: OpenLine, choice: LineChoice) => {
    latest.current = withChoice(latest.current, line, choice)
    setDraft(latest.current)
  }
  const ask = useCallback<Ask>(
    (endpoint, input) => queryClient.fetchQuery({ ...readOptions(endpoint, input), staleTime: 0 }),
    [queryClient],
  )
  const takeCode = async (code: string): Promise<void> => {
    try {
      const found = await findPiece(ask, lines, code)
      const judged = judgeFound(t, found, { lines, draft: latest.current, locationId, ownClaim })
      if (judged.choice) choose(judged.line, judged.choice)
      setSaid(judged.said)
      if (judged.line) showLine(judged.line, judged.said)
    } catch (error) {
      setSaid({ bad: true, text: sentenceOf(error) })
    }
  }
  return { draft, choose, choiceOf: (line: OpenLine) => choiceOf(draft, line), takeCode, said }
}

export const lineElementId = (line: OpenLine) => `open-line-${line.orderLineId}`

/** Brings a line into sight; when it waits for an entry, the cursor goes there. */
function showLine(line: OpenLine, said: Said): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(lineElementId(line))
    element?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
    if (said.waits) element?.querySelector<HTMLElement>('input[data-entry]')?.focus()
  })
}
