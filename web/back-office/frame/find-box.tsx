import { Kbd, Loader } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconScan } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { Match } from '../../../contract/trace.ts'
import { useRead } from '../../client/public.ts'
import { useScan } from '../../kit/public.ts'
import styles from './find-box.module.css'
import { FindMatches } from './find-matches.tsx'
import { placeOf } from './places.ts'
import { useFindShortcut } from './use-find-shortcut.ts'

/** Finds anything by what is written on it. Takes scans from wherever the cursor is, `/` and Control or Command with K. */
export function FindBox() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [opened, setOpened] = useState(false)
  const [active, setActive] = useState(0)
  /** Enter was pressed before the answer came. */
  const [entered, setEntered] = useState(false)
  const [typed] = useDebouncedValue(text, 150)
  // A scan is complete when it comes, so it need not wait for further keys.
  const asked = (entered ? text : typed).trim()
  const found = useRead(
    api.trace.find,
    { query: { text: asked } },
    { enabled: opened && asked !== '', keepFormer: true, staleTime: 5_000 },
  )
  const isCurrent = asked === text.trim() && found.data !== undefined && !found.isPlaceholderData
  const matches = found.data && asked !== '' ? found.data.matches : []

  const ask = (next: string, enter: boolean) => {
    setText(next)
    setActive(0)
    setOpened(next.trim() !== '')
    setEntered(enter)
  }
  const go = (match: Match) => {
    ask('', false)
    input.current?.blur()
    void navigate(placeOf(match))
  }
  useScan(
    scanned => {
      input.current?.focus()
      ask(scanned, true)
    },
    { last: true },
  )
  useFindShortcut(() => {
    input.current?.focus()
    input.current?.select()
  })
  useEffect(() => {
    if (!entered || !isCurrent) return
    setEntered(false)
    const exact = matches.filter(match => match.exact)
    const only = exact.length === 1 ? exact[0] : matches.length === 1 ? matches[0] : undefined
    if (only) go(only)
    else input.current?.select()
  })

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      const chosen = matches[active]
      // An arrow chose; otherwise Enter means the text, as a scanner means it.
      if (isCurrent && chosen && active > 0) go(chosen)
      else if (isCurrent && chosen && !matches.some(match => match.exact)) go(chosen)
      else setEntered(text.trim() !== '')
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpened(true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive(Math.max(0, Math.min(matches.length - 1, active + step)))
    } else if (event.key === 'Escape') {
      if (opened) setOpened(false)
      else ask('', false)
    } else if (event.ctrlKey && event.key === ']') {
      event.preventDefault()
      ask(`${text}\u001d`, false)
    }
  }

  return (
    <search className={styles.box}>
      <IconScan size={18} stroke={1.6} aria-hidden="true" className={styles.icon} />
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={t('frame.find')}
        aria-expanded={opened}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={opened && matches.length > 0 ? `${listId}-${active}` : undefined}
        aria-keyshortcuts="/ Control+K Meta+K"
        placeholder={`${t('frame.find')}: ${t('frame.findHint')}`}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        className={styles.input}
        value={text}
        onChange={event => ask(event.currentTarget.value, false)}
        onFocus={() => setOpened(text.trim() !== '')}
        onBlur={() => setOpened(false)}
        onKeyDown={onKeyDown}
      />
      <span className={styles.end}>
        {found.isFetching && opened ? <Loader size={14} /> : text === '' ? <Kbd size="xs">/</Kbd> : null}
      </span>
      {opened && asked !== '' ? (
        <FindMatches
          id={listId}
          answer={found.data}
          error={found.error}
          asked={asked}
          isCurrent={isCurrent}
          active={active}
          onChoose={go}
        />
      ) : null}
    </search>
  )
}
