import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { Code, Money, MoneyField, QuantityField, useFormat } from '../../kit/public.ts'
import { type DraftLine, worthOf } from './draft-order.ts'
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
  const { product, quantity, priceMinor } = line
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
        id={quantityFieldOf(product.variantId)}
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
      <span className={styles.worth}>
        <Money minor={worthOf(quantity ?? 0, priceMinor ?? 0, product.decimals)} />
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
  const { product, quantity } = line
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
  const shown = { quantity: format.quantity(row.available, row.decimals) }
  if ((quantity ?? 0) <= row.available)
    return <span className={styles.soft}>{t('salesOrders.availableCount', shown)}</span>
  return product.backordersAllowed ? (
    <span className={styles.soft}>{t('salesOrders.availableBackorder', shown)}</span>
  ) : (
    <span className={styles.tooLittle}>{t('salesOrders.availableTooLittle', shown)}</span>
  )
}

const quantityFieldOf = (productId: number) => `quantity-${productId}`

/** Puts the cursor into a product's quantity, as soon as its row is drawn. */
export function focusQuantity(productId: number): void {
  requestAnimationFrame(() => document.getElementById(quantityFieldOf(productId))?.focus())
}
