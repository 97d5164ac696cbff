import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currencyDecimals, useConventions, useFormat } from '../../kit/public.ts'
import { type Payment, payCash, quickAmounts } from './cash.ts'
import { Keypad } from './keypad.tsx'
import styles from './pay.module.css'

interface WayProps {
  leftMinor: number
  onPay: (payment: Payment) => void
}

/** Cash: a tap on what was handed over, or the amount by digits. */
export function CashPay({ leftMinor, onPay }: WayProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { currency } = useConventions()
  const [given, setGiven] = useState(0)
  return (
    <>
      <div className={styles.quick}>
        {quickAmounts(leftMinor, currencyDecimals(currency)).map(amount => (
          <button key={amount} type="button" onClick={() => onPay(payCash(leftMinor, amount))}>
            {format.money(amount)}
            {amount === leftMinor ? <small>{t('till.pay.exact')}</small> : null}
          </button>
        ))}
      </div>
      <Keypad
        label={t('till.pay.given')}
        amountMinor={given}
        onChange={setGiven}
        onEnter={() => given > 0 && onPay(payCash(leftMinor, given))}
      />
      <Button size="xl" fullWidth disabled={given === 0} onClick={() => onPay(payCash(leftMinor, given))}>
        {t('till.pay.takeCash', { amount: format.money(given) })}
      </Button>
    </>
  )
}
