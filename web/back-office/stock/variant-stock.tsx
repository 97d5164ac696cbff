import { useTranslation } from 'react-i18next'
import type { Product, VariantChoice } from '../../../contract/catalog.ts'
import { api } from '../../../contract/public.ts'
import type { LevelRow } from '../../../contract/stock.ts'
import { useRead } from '../../client/public.ts'
import { EmptyState, ErrorState } from '../../kit/public.ts'
import { AdjustButton } from '../adjustments/adjust-button.tsx'
import { BinTable } from './bin-table.tsx'
import { type HeldLot, LotTable } from './lot-table.tsx'
import { OnOrder } from './on-order.tsx'
import { UnitTable } from './unit-table.tsx'

interface VariantStockProps {
  product: Pick<VariantChoice, 'variantId' | 'name' | 'decimals' | 'tracking'> &
    Partial<Pick<Product, 'dispatchIdentifierMode'>>
  /** Null for all locations. */
  locationId?: number | null
  onHold: (lot: HeldLot) => void
  /** Changes the stock level in a bin. */
  onChangeLevel?: ((level: LevelRow) => void) | undefined
}

/** What is there of a product, and what is on its way: its lots, its bins, open orders, and its pieces, as far as it is tracked. */
export function VariantStock({ product, locationId = null, onHold, onChangeLevel }: VariantStockProps) {
  const { t } = useTranslation()
  const { variantId, tracking } = product
  const hasPieces = tracking.serials || product.dispatchIdentifierMode === 'single_use'
  const levels = useRead(
    api.stock.listLevels,
    { params: { variantId }, query: { locationId: locationId ?? undefined } },
    { keepFormer: true },
  )
  if (levels.error && !levels.data)
    return <ErrorState error={levels.error} onRetry={() => void levels.refetch()} />
  const onOrder = <OnOrder variantId={variantId} decimals={product.decimals} locationId={locationId} />
  if (levels.data?.items.length === 0)
    return (
      <>
        <EmptyState
          title={t('stock.noStock')}
          sentence={t('stock.nothingInStockSentence')}
          action={<AdjustButton variant={product} label={t('adjustments.adjust')} />}
        />
        {onOrder}
      </>
    )
  return (
    <>
      {tracking.lots ? (
        <LotTable product={product} locationId={locationId} levels={levels.data?.items} onHold={onHold} />
      ) : null}
      <BinTable levels={levels.data?.items} product={product} onChange={onChangeLevel} />
      {onOrder}
      {hasPieces ? <UnitTable variantId={variantId} locationId={locationId} /> : null}
    </>
  )
}
