import { TextInput, type TextInputProps } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConventions } from './conventions.ts'
import { currencyDecimals, parseMoney, parseQuantity, writeAmount } from './numbers.ts'

interface AmountProps extends Omit<TextInputProps, 'value' | 'defaultValue' | 'onChange' | 'error'> {
  /** In smallest units; null while the field is empty or cannot be read. */
  value: number | null
  onChange: (value: number | null) => void
  error?: ReactNode
}

/** Typed money as minor units of the shop's currency, unless told another: "1,234.50" or "4,20". */
export function MoneyField({ currency: other, ...props }: AmountProps & { currency?: string | null }) {
  const { t } = useTranslation()
  const { locale, currency: own } = useConventions()
  const currency = other ?? own
  const decimals = currencyDecimals(currency)
  return (
    <AmountField
      rightSection={<span aria-hidden="true">{currency}</span>}
      rightSectionWidth={52}
      {...props}
      read={text => parseMoney(text, locale, currency)}
      write={value => writeAmount(value, locale, decimals)}
      unread={t('kit.notMoney', { example: writeAmount((1250 * 10 ** decimals) / 100, locale, decimals) })}
    />
  )
}

/** Typed quantities as smallest units of a product that is counted with `decimals`. */
export function QuantityField({ decimals = 0, ...props }: AmountProps & { decimals?: number }) {
  const { t } = useTranslation()
  const { locale } = useConventions()
  return (
    <AmountField
      {...props}
      read={text => parseQuantity(text, locale, decimals)}
      write={value => writeAmount(value, locale, decimals)}
      unread={decimals === 0 ? t('kit.notQuantity') : t('kit.notQuantityDecimals', { decimals })}
    />
  )
}

interface Reading {
  read: (text: string) => number | null
  write: (value: number) => string
  unread: string
}

/** Keeps the text as it was typed while the cursor is in it; on leaving it is written in the shop's way, unless it cannot be read. */
function AmountField({ value, onChange, read, write, unread, error, ...props }: AmountProps & Reading) {
  const [typed, setTyped] = useState<string | null>(null)
  // A scan may count up while the cursor is in the field: what was typed no longer says the value then.
  const isOld = typed !== null && value !== null && read(typed) !== value
  const text = typed !== null && !isOld ? typed : value === null ? '' : write(value)
  const [touched, setTouched] = useState(false)
  const unreadable = touched && text.trim() !== '' && read(text) === null
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      {...props}
      value={text}
      error={unreadable ? unread : error}
      onChange={event => {
        setTyped(event.currentTarget.value)
        setTouched(false)
        onChange(read(event.currentTarget.value))
      }}
      onFocus={event => {
        event.currentTarget.select()
        props.onFocus?.(event)
      }}
      onBlur={event => {
        setTouched(true)
        if (read(text) !== null || text.trim() === '') setTyped(null)
        props.onBlur?.(event)
      }}
      styles={{ input: { fontFamily: 'var(--mono)', textAlign: 'end', fontVariantNumeric: 'tabular-nums' } }}
    />
  )
}
