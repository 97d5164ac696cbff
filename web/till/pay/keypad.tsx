import { IconBackspace } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isEditable, Money } from '../../kit/public.ts'
import styles from './pay.module.css'

interface KeypadProps {
  label: string
  amountMinor: number
  onChange: (amountMinor: number) => void
  onEnter: () => void
}

const most = 1_000_000_000

/** An amount by digits, as every till takes it: 1, 7, 8, 9 is 17.89. The keyboard types them as well. */
export function Keypad({ label, amountMinor, onChange, onEnter }: KeypadProps) {
  const { t } = useTranslation()
  const add = (digits: string) => onChange(Math.min(most, Number(`${amountMinor}${digits}`)))
  const remove = () => onChange(Math.floor(amountMinor / 10))
  const latest = useRef({ add, remove, onEnter })
  latest.current = { add, remove, onEnter }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isEditable(event.target)) return
      if (/^\d$/.test(event.key)) latest.current.add(event.key)
      else if (event.key === 'Backspace') latest.current.remove()
      else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) latest.current.onEnter()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return (
    <div className={styles.keypad}>
      <p className={styles.typed}>
        <span>{label}</span>
        <output>
          <Money minor={amountMinor} />
        </output>
      </p>
      <div className={styles.keys}>
        {['1', '2', '3', '4', '5', '6', '7', '8', '9', '00', '0'].map(digits => (
          <button key={digits} type="button" onClick={() => add(digits)}>
            {digits}
          </button>
        ))}
        <button type="button" aria-label={t('till.pay.delete')} onClick={remove}>
          <IconBackspace size={26} stroke={1.5} aria-hidden="true" />
        </button>
      </div>
    </div>
  )
}
