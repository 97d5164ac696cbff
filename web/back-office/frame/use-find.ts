import { useDebouncedValue } from '@mantine/hooks'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { api } from '../../../contract/public.ts'
import type { Match } from '../../../contract/trace.ts'
import { useRead } from '../../client/public.ts'

/** How the text came to be final: not yet, by Enter under a person's finger, or by a scanner. */
type Ending = 'typing' | 'entered' | 'scanned'

/**
 * What the find box asks and which answer it follows. A scan goes only where the whole code names one thing: a cut-off
 * scan must not open another piece. A person's Enter also takes the only guess; where several things have the very name,
 * it shows them, and a second Enter takes the marked one.
 */
export function useFind({ onGo, onUnsettled }: { onGo: (match: Match) => void; onUnsettled: () => void }) {
  const [text, setText] = useState('')
  const [opened, setOpened] = useState(false)
  const [active, setActive] = useState(0)
  const [ending, setEnding] = useState<Ending>('typing')
  const [shown, setShown] = useState(false)
  const [typed] = useDebouncedValue(text, 150)
  // A scan is complete when it comes, so it need not wait for further keys.
  const asked = (ending === 'typing' ? typed : text).trim()
  const found = useRead(
    api.trace.find,
    { query: { text: asked } },
    { enabled: opened && asked !== '', keepFormer: true, staleTime: 5_000 },
  )
  const isCurrent = asked === text.trim() && found.data !== undefined && !found.isPlaceholderData
  const matches = found.data && asked !== '' ? found.data.matches : []

  const ask = (next: string, how: Ending = 'typing') => {
    setText(next)
    setActive(0)
    setShown(false)
    setOpened(next.trim() !== '')
    setEnding(how)
  }
  const go = (match: Match) => {
    ask('')
    onGo(match)
  }
  useEffect(() => {
    if (ending === 'typing' || !isCurrent) return
    setEnding('typing')
    const target = targetOf(matches, ending)
    if (target) return go(target)
    setShown(true)
    onUnsettled()
  })

  const enter = () => {
    const marked = matches[active]
    if (isCurrent && marked && (shown || active > 0)) go(marked)
    else if (text.trim() !== '') setEnding('entered')
  }
  const step = (by: number) => {
    setOpened(true)
    setActive(Math.max(0, Math.min(matches.length - 1, active + by)))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) enter()
    else if (event.key === 'ArrowDown') step(1)
    else if (event.key === 'ArrowUp') step(-1)
    else if (event.key === 'Escape') opened ? setOpened(false) : ask('')
    // Scanners in keyboard mode send the GS1 separator so.
    else if (event.ctrlKey && event.key === ']') ask(`${text}\u001d`)
    else return
    event.preventDefault()
  }
  return { text, asked, opened, active, found, matches, isCurrent, ask, go, setOpened, onKeyDown }
}

function targetOf(matches: readonly Match[], ending: Ending): Match | undefined {
  const exact = matches.filter(match => match.exact)
  if (exact.length > 0) return exact.length === 1 ? exact[0] : undefined
  return ending === 'entered' && matches.length === 1 ? matches[0] : undefined
}
