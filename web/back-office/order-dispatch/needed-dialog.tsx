import { useTranslation } from 'react-i18next'
import type { DispatchOrder } from '../../../contract/order-dispatch.ts'
import { ConfirmDialog } from '../../kit/public.ts'
import styles from './order-dispatch.module.css'

interface Lacking {
  readonly orderLineId: number
  readonly product: string
  readonly count: number
}

/** Which lines lack identifiers for the number that goes. */
export function lackingOf(
  order: DispatchOrder,
  quantityOf: (orderLineId: number, otherwise: number) => number,
): Lacking[] {
  return order.lines.flatMap(line => {
    const needs = line.tracking.serials || line.identifierMode !== 'off'
    if (!needs) return []
    const pieces = Math.ceil(quantityOf(line.orderLineId, line.toDispatch) / 10 ** line.decimals)
    const count = pieces - line.identifiers.filter(value => value !== null).length
    return count > 0 ? [{ orderLineId: line.orderLineId, product: line.productName, count }] : []
  })
}

interface NeededDialogProps {
  lacking: readonly Lacking[]
  onAdd: () => void
  onClose: () => void
}

/** “Dispatch Identifiers Needed”: names the products, and leads on to adding them. */
export function NeededDialog({ lacking, onAdd, onClose }: NeededDialogProps) {
  const { t } = useTranslation()
  return (
    <ConfirmDialog
      opened
      title={t('orderDispatch.neededTitle')}
      sentence={t('orderDispatch.neededSentence')}
      confirm={t('orderDispatch.add')}
      keep={t('orderDispatch.notNow')}
      onConfirm={onAdd}
      onClose={onClose}
    >
      <ul className={styles.needed}>
        {lacking.map(({ orderLineId, product, count }) => (
          <li key={orderLineId}>{t('orderDispatch.neededLine', { product, count })}</li>
        ))}
      </ul>
    </ConfirmDialog>
  )
}
