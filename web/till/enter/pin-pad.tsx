import { Button } from '@mantine/core'
import { IconBackspace } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './pin.module.css'

interface PinPadProps {
  pin: string
  onChange: (pin: string) => void
  onEnter: () => void
  busy: boolean
  refusal: string | null
  /** What the right PIN does; signs in, if nothing is said. */
  enterWord?: string
}

const most = 8

/** Digits for a finger; a keyboard types them as well. */
export function PinPad({ pin, onChange, onEnter, busy, refusal, enterWord }: PinPadProps) {
  const { t } = useTranslation()
  const add = (digit: string) => onChange((pin + digit).slice(0, most))
  const remove = () => onChange(pin.slice(0, -1))
  const latest = useRef({ add, remove, onEnter })
  latest.current = { add, remove, onEnter }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (/^\d$/.test(event.key)) latest.current.add(event.key)
      else if (event.key === 'Backspace') latest.current.remove()
      else if (event.key === 'Enter') latest.current.onEnter()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return (
    <div className={styles.pad}>
      <div className={styles.dots} role="status" aria-label={t('till.pin.digits', { count: pin.length })}>
        {Array.from({ length: Math.max(4, pin.length) }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a dot has no other identity than its place
          <span key={index} data-filled={index < pin.length} />
        ))}
      </div>
      <p className={styles.refusal} role="alert">
        {refusal}
      </p>
      <div className={styles.keys}>
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map(digit => (
          <button key={digit} type="button" onClick={() => add(digit)}>
            {digit}
          </button>
        ))}
        <button type="button" aria-label={t('till.pin.back')} onClick={remove}>
          <IconBackspace size={28} stroke={1.5} aria-hidden="true" />
        </button>
        <button type="button" onClick={() => add('0')}>
          0
        </button>
        <span />
      </div>
      <Button size="lg" fullWidth onClick={onEnter} loading={busy} disabled={pin.length < 4}>
        {enterWord ?? t('till.pin.enter')}
      </Button>
    </div>
  )
}
