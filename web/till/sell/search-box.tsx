import { CloseButton, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../frame/key-hint.tsx'

interface SearchBoxProps {
  label: string
  value: string
  onChange: (text: string) => void
  onEnter: () => void
}

/** Narrows the tiles down as one types; Enter takes what is typed for a code, and F2 leads here from anywhere. */
export function SearchBox({ label, value, onChange, onEnter }: SearchBoxProps) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  useHotkeys([['F2', () => input.current?.focus()]], [])
  return (
    <TextInput
      ref={input}
      aria-label={label}
      aria-keyshortcuts="F2"
      placeholder={label}
      size="lg"
      inputMode="search"
      autoComplete="off"
      maw={520}
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
      onKeyDown={event => {
        if (event.key === 'Enter' && value.trim() !== '') onEnter()
        if (event.key === 'Escape') onChange('')
      }}
      leftSection={<IconSearch size={20} stroke={1.6} aria-hidden="true" />}
      rightSection={
        value === '' ? (
          <KeyHint name="F2" />
        ) : (
          <CloseButton
            size="lg"
            aria-label={t('kit.clear')}
            onClick={() => {
              onChange('')
              input.current?.focus()
            }}
          />
        )
      }
    />
  )
}
