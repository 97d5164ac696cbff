import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface HeaderRowFieldProps {
  value: number
  onChange: (headerRow: number) => void
}

/** The row of the headings, by the number that the spreadsheet shows; taken when the field is left. */
export function HeaderRowField({ value, onChange }: HeaderRowFieldProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)
  const take = () => {
    const row = Number(typed)
    if (typed !== null && Number.isInteger(row) && row >= 1 && row <= 100 && row !== value) onChange(row)
    setTyped(null)
  }
  return (
    <TextInput
      label={t('importFrame.headerRow')}
      inputMode="numeric"
      value={typed ?? String(value)}
      onChange={event => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={event => {
        if (event.key === 'Enter') take()
        if (event.key === 'Escape') setTyped(null)
      }}
    />
  )
}
