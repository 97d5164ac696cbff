import { Kbd, Loader } from '@mantine/core'
import { IconScan } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useScan } from '../../kit/public.ts'
import styles from './find-box.module.css'
import { FindMatches } from './find-matches.tsx'
import { placeOf } from './places.ts'
import { useFind } from './use-find.ts'
import { useFindShortcut } from './use-find-shortcut.ts'

/** Finds anything by what is written on it. Takes scans from wherever the cursor is, `/` and Control or Command with K. */
export function FindBox() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const find = useFind({
    onGo: match => {
      input.current?.blur()
      void navigate(placeOf(match))
    },
    onUnsettled: () => input.current?.select(),
  })
  useScan(
    scanned => {
      input.current?.focus()
      find.ask(scanned, 'scanned')
    },
    { last: true },
  )
  useFindShortcut(() => {
    input.current?.focus()
    input.current?.select()
  })

  return (
    <search className={styles.box}>
      <IconScan size={18} stroke={1.6} aria-hidden="true" className={styles.icon} />
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={t('frame.find')}
        aria-expanded={find.opened}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={
          find.opened && find.matches.length > 0 ? `${listId}-${find.active}` : undefined
        }
        aria-keyshortcuts="/ Control+K Meta+K"
        placeholder={`${t('frame.find')}: ${t('frame.findHint')}`}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        className={styles.input}
        value={find.text}
        onChange={event => find.ask(event.currentTarget.value)}
        onFocus={() => find.setOpened(find.text.trim() !== '')}
        onBlur={() => find.setOpened(false)}
        onKeyDown={find.onKeyDown}
      />
      <span className={styles.end}>
        {find.found.isFetching && find.opened ? (
          <Loader size={14} />
        ) : find.text === '' ? (
          <Kbd size="xs">/</Kbd>
        ) : null}
      </span>
      {find.opened && find.asked !== '' ? (
        <FindMatches
          id={listId}
          answer={find.found.data}
          error={find.found.error}
          asked={find.asked}
          isCurrent={find.isCurrent}
          active={find.active}
          onChoose={find.go}
        />
      ) : null}
    </search>
  )
}
