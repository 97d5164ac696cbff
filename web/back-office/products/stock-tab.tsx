import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProductDetail } from '../../../contract/catalog.ts'
import { Facts, Quantity, SideDrawer } from '../../kit/public.ts'
import { LabelsButton } from '../print/labels-button.tsx'
import { HoldOrRelease, holdingTitle } from '../stock/hold-or-release.tsx'
import type { HeldLot } from '../stock/lot-table.tsx'
import { VariantStock } from '../stock/variant-stock.tsx'
import styles from './products.module.css'

/** What is there of the product, by lot and bin. */
export function StockTab({ product }: { product: ProductDetail }) {
  const { t } = useTranslation()
  const [lot, setLot] = useState<HeldLot | null>(null)
  const { decimals, variants, tracking } = product
  const [variantId, setVariantId] = useState(() => (variants.find(one => one.onHand > 0) ?? variants[0])!.id)
  const variant = variants.find(one => one.id === variantId) ?? variants[0]!
  const facts = (['onHand', 'allocated', 'reserved', 'blocked', 'available'] as const).map(fact => ({
    label: t(`stock.${fact}`),
    value: <Quantity units={product[fact]} decimals={decimals} />,
  }))
  return (
    <div className={styles.stock}>
      <Facts facts={facts} />
      {variants.length > 1 ? (
        <div className={styles.whichVariant}>
          <Select
            label={t('productOptions.choose')}
            data={variants.map(one => ({ value: String(one.id), label: one.name }))}
            value={String(variant.id)}
            onChange={value => value !== null && setVariantId(Number(value))}
            allowDeselect={false}
            searchable
          />
          <LabelsButton key={variant.id} source="variant" id={variant.id} thing={variant.name} />
        </div>
      ) : null}
      <VariantStock
        key={variant.id}
        product={{ variantId: variant.id, decimals, tracking }}
        onHold={setLot}
      />
      <SideDrawer opened={lot !== null} title={lot ? holdingTitle(t, lot) : ''} onClose={() => setLot(null)}>
        {lot ? <HoldOrRelease lot={lot} onClose={() => setLot(null)} /> : null}
      </SideDrawer>
    </div>
  )
}
