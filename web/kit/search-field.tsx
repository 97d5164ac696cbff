import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type AnyRouter, useRouter } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface SearchFieldProps {
  label: string
  value: string
  /** Called a moment after the last key. */
  onSearch: (text: string) => void
}

/** Narrows a list down as one types. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  const sent = useRef(value)
  const latest = useRef(onSearch)
  latest.current = onSearch
  const router = useRouter()
  useEffect(() => {
    if (text === sent.current) return
    const timer = setTimeout(() => {
      if (isLeaving(router)) return
      sent.current = text
      latest.current(text.trim())
    }, 200)
    return () => clearTimeout(timer)
  }, [text, router])
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      type="text"
      inputMode="search"
      w={{ base: '100%', xs: 320 }}
      value={text}
      onChange={event => setText(event.currentTarget.value)}
      leftSection={<IconSearch size={16} stroke={1.6} aria-hidden="true" />}
      rightSection={
        text === '' ? null : <CloseButton size="sm" aria-label={t('kit.clear')} onClick={() => setText('')} />
      }
    />
  )
}

/**
 * Whether a link was followed whose screen is still loading, while this one stands. Most lists keep their search in the
 * address: written now, it would call the reader back from where they are going.
 */
function isLeaving({ latestLocation, state }: AnyRouter): boolean {
  return state.resolvedLocation !== undefined && latestLocation.pathname !== state.resolvedLocation.pathname
}
