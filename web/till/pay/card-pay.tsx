import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../kit/public.ts'
import type { Payment } from './cash.ts'
import { Keypad } from './keypad.tsx'
import styles from './pay.module.css'

interface WayProps {
  leftMinor: number
  onPay: (payment: Payment) => void
}

/** A card at the terminal beside the till: the whole amount, or a part of it. */
export function CardPay({ leftMinor, onPay }: WayProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [part, setPart] = useState(0)
  const [reference, setReference] = useState('')
  const amountMinor = part === 0 ? leftMinor : Math.min(part, leftMinor)
  const pay = () =>
    onPay({ method: 'card', amountMinor, givenMinor: amountMinor, reference: reference.trim() })
  return (
    <>
      <p className={styles.hint}>{t('till.pay.cardHint', { amount: format.money(amountMinor) })}</p>
      <Keypad label={t('till.pay.part')} amountMinor={part} onChange={setPart} onEnter={pay} />
      <TextInput
        label={t('till.pay.reference')}
        size="lg"
        maxLength={200}
        autoComplete="off"
        value={reference}
        onChange={event => setReference(event.currentTarget.value)}
      />
      <Button size="xl" fullWidth onClick={pay}>
        {t('till.pay.takeCard', { amount: format.money(amountMinor) })}
      </Button>
    </>
  )
}
