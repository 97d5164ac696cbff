import { useTranslation } from 'react-i18next'
import { Code, useFormat } from '../../kit/public.ts'
import type { LotChoice } from '../goods/choosable.ts'
import styles from './lots.module.css'

interface LotRowProps {
  choice: LotChoice
  decimals: number
  checked: boolean
  disabled: boolean
  onPick: () => void
}

export function LotRow({ choice, decimals, checked, disabled, onPick }: LotRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { number, expiresOn, left, barred, held } = choice
  const why = {
    held: t('till.lots.held', { why: held ?? '' }),
    expired: t('till.lots.expired'),
    'expires-too-soon': t('till.lots.tooSoon'),
    gone: t('till.lots.gone'),
  }
  return (
    <label className={styles.lot} data-disabled={disabled}>
      <input type="radio" name="lot" checked={checked} disabled={disabled} onChange={onPick} />
      <span className={styles.number}>
        <Code>{number}</Code>
        {disabled && barred !== null ? <span className={styles.why}>{why[barred]}</span> : null}
      </span>
      <span className={styles.facts}>
        <span>
          {expiresOn === null
            ? t('till.lots.noExpiry')
            : t('till.lots.expires', { date: format.date(expiresOn) })}
        </span>
        <span>{t('till.lots.left', { quantity: format.quantity(left, decimals) })}</span>
      </span>
    </label>
  )
}
