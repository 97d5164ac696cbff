import { ActionIcon } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Receipt } from '../../../contract/till/receipt.ts'
import type { ReturnableReceiptPart } from '../../../contract/till/returns.ts'
import { Code, useFormat } from '../../kit/public.ts'
import { leftOf } from './chosen.ts'
import styles from './returns.module.css'

interface PartProps {
  part: ReturnableReceiptPart
  line: Receipt['lines'][number]
  quantity: number
  onChange: (quantity: number) => void
}

/** One piece, or a quantity of a lot, that can come back. */
export function Part({ part, line, quantity, onChange }: PartProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const left = leftOf(part)
  const step = Math.min(left, 10 ** line.decimals)
  const name = line.productName
  const words = (
    <span className={styles.goods}>
      <span>{name}</span>
      <small>
        {part.unit ? <Code>{part.unit.serial}</Code> : null}
        {part.lot ? ` ${t('till.basket.lot', { number: part.lot.number })}` : null}
      </small>
      {part.blocked ? <small className={styles.why}>{part.blocked}</small> : null}
      {part.blocked === null && left === 0 ? (
        <small className={styles.why}>{t('till.returns.allBack')}</small>
      ) : null}
    </span>
  )
  if (part.unit !== null) {
    return (
      <li>
        <label className={styles.part}>
          <input
            type="checkbox"
            disabled={left === 0}
            checked={quantity > 0}
            onChange={event => onChange(event.currentTarget.checked ? 1 : 0)}
          />
          {words}
        </label>
      </li>
    )
  }
  const icon = { size: 20, stroke: 1.6, 'aria-hidden': true } as const
  return (
    <li className={styles.part}>
      <span className={styles.stepper}>
        <ActionIcon
          size={48}
          variant="default"
          disabled={quantity === 0}
          aria-label={t('till.basket.less', { product: name })}
          onClick={() => onChange(Math.max(0, quantity - step))}
        >
          <IconMinus {...icon} />
        </ActionIcon>
        <output>{format.quantity(quantity, line.decimals)}</output>
        <ActionIcon
          size={48}
          variant="default"
          disabled={quantity >= left}
          aria-label={t('till.basket.more', { product: name })}
          onClick={() => onChange(Math.min(left, quantity + step))}
        >
          <IconPlus {...icon} />
        </ActionIcon>
      </span>
      {words}
      <small>{t('till.returns.ofSold', { quantity: format.quantity(left, line.decimals) })}</small>
    </li>
  )
}
