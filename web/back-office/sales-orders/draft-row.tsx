import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { Code, Money, MoneyField, QuantityField, useFormat } from '../../kit/public.ts'
import { type DraftLine, isPercentage, keyOf, worthOf } from './draft-order.ts'
import { PercentField } from './percent-field.tsx'
import styles from './sales-orders.module.css'

interface DraftRowProps {
  line: DraftLine
  locationId: number | null
  /** True once saving was tried: then what is missing is said. */
  tried: boolean
  onChange: (line: DraftLine) => void
  onRemove: () => void
  /** Enter in one of its fields: on to the next product. */
  onNext: () => void
}

/** One product of an order that is being typed. */
export function DraftRow({ line, locationId, tried, onChange, onRemove, onNext }: DraftRowProps) {
  const { t } = useTranslation()
  const { product, quantity, priceMinor, discountBasisPoints } = line
  const onEnter = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) onNext()
  }
  return (
    <div className={styles.draft}>
      <div className={styles.product}>
        <span>{product.name}</span>
        <Code>{product.productNumber}</Code>
        <Availability line={line} locationId={locationId} />
      </div>
      <QuantityField
        id={quantityFieldOf(line)}
        aria-label={t('salesOrders.quantityOf', { product: product.name })}
        decimals={product.decimals}
        value={quantity}
        onChange={next => onChange({ ...line, quantity: next })}
        onKeyDown={onEnter}
        error={tried && !quantity ? t('salesOrders.noQuantity') : null}
      />
      <MoneyField
        aria-label={t('salesOrders.priceOf', { product: product.name })}
        value={priceMinor}
        onChange={next => onChange({ ...line, priceMinor: next })}
        onKeyDown={onEnter}
        error={tried && priceMinor === null ? t('salesOrders.noPrice') : null}
      />
      <PercentField
        aria-label={t('salesOrders.discountOf', { product: product.name })}
        value={discountBasisPoints}
        onChange={next => onChange({ ...line, discountBasisPoints: next })}
        onKeyDown={onEnter}
        error={tried && !isPercentage(discountBasisPoints) ? t('salesOrders.noPercentage') : null}
      />
      <span className={styles.worth}>
        <Money minor={worthOf(line)} />
      </span>
      <ActionIcon
        className={styles.remove ?? ''}
        aria-label={t('salesOrders.remove', { product: product.name })}
        onClick={onRemove}
      >
        <IconX size={16} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
    </div>
  )
}

/** What can be sold of the product from the order's location now; the server asks again when the order is placed. */
function Availability({ line, locationId }: { line: DraftLine; locationId: number | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { product, quantity, reserved } = line
  const stock = useRead(
    api.stock.listStock,
    {
      query: {
        search: product.productNumber,
        locationId: locationId ?? undefined,
        onlyInStock: false,
        limit: 50,
      },
    },
    { enabled: locationId !== null },
  )
  const row = stock.data?.items.find(one => one.variantId === product.variantId)
  if (row === undefined) return <span className={styles.soft}>{stock.data ? null : '…'}</span>
  // What is the order's already is not available to others.
  const available = row.available + reserved
  const shown = { quantity: format.quantity(available, row.decimals) }
  if ((quantity ?? 0) <= available)
    return <span className={styles.soft}>{t('salesOrders.availableCount', shown)}</span>
  return product.backordersAllowed ? (
    <span className={styles.soft}>{t('salesOrders.availableBackorder', shown)}</span>
  ) : (
    <span className={styles.tooLittle}>{t('salesOrders.availableTooLittle', shown)}</span>
  )
}

const quantityFieldOf = (line: DraftLine) => `quantity-${keyOf(line)}`

/** Puts the cursor into a line's quantity, as soon as its row is drawn: in the next frame, or a few later. */
export function focusQuantity(line: DraftLine, frames = 10): void {
  requestAnimationFrame(() => {
    const field = document.getElementById(quantityFieldOf(line))
    if (field !== null) field.focus()
    else if (frames > 0) focusQuantity(line, frames - 1)
  })
}
