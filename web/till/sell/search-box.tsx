import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'

interface SearchBoxProps {
  label: string
  value: string
  onChange: (text: string) => void
  onEnter: () => void
}

/** Narrows the tiles down as one types; Enter takes what is typed for a code. */
export function SearchBox({ label, value, onChange, onEnter }: SearchBoxProps) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  return (
    <TextInput
      ref={input}
      aria-label={label}
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
        value === '' ? null : (
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
