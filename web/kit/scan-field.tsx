import { TextInput } from '@mantine/core'
import { IconBarcode } from '@tabler/icons-react'
import { type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface ScanFieldProps {
  label: string
  /** Called with each scanned or typed text; the field is then empty again. False keeps the text in the field. */
  onScan: (text: string) => unknown
  description?: string
  error?: string | null
  placeholder?: string
  ref?: Ref<HTMLInputElement>
  autoFocus?: boolean
}

/** A field that takes one code after the other: by scanner, or typed and ended with Enter. */
export function ScanField({
  label,
  onScan,
  description,
  error,
  placeholder,
  ref,
  autoFocus,
}: ScanFieldProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  return (
    <TextInput
      ref={ref}
      label={label}
      description={description}
      error={error}
      placeholder={placeholder ?? t('kit.scan')}
      value={text}
      onChange={event => setText(event.currentTarget.value)}
      onKeyDown={event => {
        if (event.key === ']' && event.ctrlKey) {
          event.preventDefault()
          setText(`${text}\u001d`)
          return
        }
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
        // The form around it must not be sent by a scanner's Enter.
        event.preventDefault()
        if (text.trim() !== '' && onScan(text.trim()) !== false) setText('')
      }}
      leftSection={<IconBarcode size={18} stroke={1.5} aria-hidden="true" />}
      styles={{ input: { fontFamily: 'var(--mono)' } }}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      data-autofocus={autoFocus || undefined}
    />
  )
}
