import { useTranslation } from 'react-i18next'
import type { DispatchLine } from '../../../contract/order-dispatch.ts'
import { Code, Quantity, QuantityField, useFormat } from '../../kit/public.ts'
import styles from './order-dispatch.module.css'

interface DispatchLinesProps {
  lines: readonly DispatchLine[]
  typed: ReadonlyMap<number, number | null>
  onType: (orderLineId: number, quantity: number | null) => void
}

/** The lines of an order with the number to dispatch in a box, and the identifiers and lots chosen so far. */
export function DispatchLines({ lines, typed, onType }: DispatchLinesProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <ul className={styles.details}>
      {lines.map(line => {
        const quantity = typed.has(line.orderLineId) ? typed.get(line.orderLineId)! : line.toDispatch
        const isTooMuch = quantity !== null && quantity > line.most
        return (
          <li key={line.orderLineId} className={styles.detail}>
            <div className={styles.product}>
              <span>{line.productName}</span>
              <Code>{line.productNumber}</Code>
            </div>
            <div className={styles.number}>
              <QuantityField
                aria-label={t('orderDispatch.quantityOf', { product: line.productName })}
                decimals={line.decimals}
                value={quantity}
                onChange={value => onType(line.orderLineId, value)}
                error={
                  isTooMuch
                    ? t('orderDispatch.tooMuch', { most: format.quantity(line.most, line.decimals) })
                    : null
                }
              />
              <span className={styles.soft}>
                / <Quantity units={line.most} decimals={line.decimals} />
              </span>
            </div>
            <Chosen line={line} />
          </li>
        )
      })}
    </ul>
  )
}

/** The identifiers that a line has, as far as they are chosen, or its lots. */
function Chosen({ line }: { line: DispatchLine }) {
  const { t } = useTranslation()
  const format = useFormat()
  const filled = line.identifiers.filter(value => value !== null)
  if (line.identifiers.length > 0)
    return (
      <div className={styles.chosen}>
        <span className={styles.soft}>
          {t('orderDispatch.boxes', { filled: filled.length, all: line.identifiers.length })}
        </span>
        {filled.slice(0, 12).map((value, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same value may be given to several pieces
          <Code key={index}>{value}</Code>
        ))}
        {filled.length > 12 ? <span className={styles.soft}>…</span> : null}
      </div>
    )
  if (!line.tracking.lots) return <div />
  return (
    <div className={styles.chosen}>
      {line.lots.map(lot => (
        <span key={lot.number}>
          {format.quantity(lot.quantity, line.decimals)} <Code>{lot.number}</Code>
        </span>
      ))}
      {line.lots.reduce((sum, lot) => sum + lot.quantity, 0) < line.toDispatch ? (
        <span className={styles.soft}>{t('orderDispatch.lotsSuggested')}</span>
      ) : null}
    </div>
  )
}
