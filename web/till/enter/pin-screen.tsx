import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TillState } from '../../../contract/till/device.ts'
import type { Cashier } from '../../../contract/till/tills.ts'
import { sentenceOf } from '../../client/public.ts'
import { EmptyState } from '../../kit/public.ts'
import { useTill } from '../device/till.ts'
import { Cover } from './cover.tsx'
import styles from './pin.module.css'
import { PinPad } from './pin-pad.tsx'
import { signIn } from './sign-in.ts'

/** Asks who is at the till, then for their PIN. */
export function PinScreen({ state }: { state: TillState }) {
  const { t } = useTranslation()
  const sole = state.cashiers.length === 1 ? state.cashiers[0]! : null
  const [chosen, choose] = useState<Cashier | null>(sole)
  if (state.cashiers.length === 0) {
    return (
      <Cover title={t('till.pin.title')} lead={placeOf(state)}>
        <EmptyState title={t('till.pin.nobody')} sentence={t('till.pin.nobodyHint')} />
      </Cover>
    )
  }
  if (chosen !== null) {
    return <AskPin key={chosen.staffId} cashier={chosen} onBack={sole ? null : () => choose(null)} />
  }
  return (
    <Cover title={t('till.pin.title')} lead={placeOf(state)}>
      <ul className={styles.people}>
        {state.cashiers.map(cashier => (
          <li key={cashier.staffId}>
            <button type="button" className={styles.person} onClick={() => choose(cashier)}>
              <span className={styles.initials} aria-hidden="true">
                {initialsOf(cashier.name)}
              </span>
              {cashier.name}
            </button>
          </li>
        ))}
      </ul>
    </Cover>
  )
}

function AskPin({ cashier, onBack }: { cashier: Cashier; onBack: (() => void) | null }) {
  const { t } = useTranslation()
  const till = useTill()
  const [pin, setPin] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(cashier.locked ? t('till.pin.locked') : null)
  const enter = async () => {
    if (busy || pin === '') return
    setBusy(true)
    try {
      await signIn(till, cashier, pin)
    } catch (error) {
      setPin('')
      setRefusal(sentenceOf(error))
      setBusy(false)
    }
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onBack?.()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [onBack])
  return (
    <Cover
      title={t('till.pin.pinOf', { name: cashier.name })}
      foot={
        onBack ? (
          <button type="button" className={styles.other} onClick={onBack}>
            {t('till.pin.other')}
          </button>
        ) : null
      }
    >
      <PinPad pin={pin} onChange={setPin} onEnter={enter} busy={busy} refusal={refusal} />
    </Cover>
  )
}

const placeOf = ({ till, location }: TillState) => `${till.name} · ${location.name}`

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map(word => [...(word ?? '')][0] ?? '')
    .join('')
}
