import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProductDetail } from '../../../contract/catalog.ts'
import type { LevelRow } from '../../../contract/stock.ts'
import { Facts, Quantity, SideDrawer } from '../../kit/public.ts'
import { LabelsButton } from '../print/labels-button.tsx'
import { SerialNumbersButton } from '../serial-numbers/serial-numbers-button.tsx'
import { useMay } from '../session.ts'
import { HoldOrRelease, holdingTitle } from '../stock/hold-or-release.tsx'
import type { HeldLot } from '../stock/lot-table.tsx'
import { VariantStock } from '../stock/variant-stock.tsx'
import { ChangeLevel } from '../stock-level/change-level.tsx'
import styles from './products.module.css'

/** What is there of the product, by lot and bin. */
export function StockTab({ product }: { product: ProductDetail }) {
  const { t } = useTranslation()
  const [lot, setLot] = useState<HeldLot | null>(null)
  const { decimals, variants, tracking, dispatchIdentifierMode } = product
  const [variantId, setVariantId] = useState(() => (variants.find(one => one.onHand > 0) ?? variants[0])!.id)
  const variant = variants.find(one => one.id === variantId) ?? variants[0]!
  const [level, setLevel] = useState<LevelRow | null>(null)
  const mayWrite = useMay('stock.write')
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
      <div className={styles.stockActions}>
        <SerialNumbersButton product={product} variantId={variant.id} />
      </div>
      <VariantStock
        key={variant.id}
        product={{ variantId: variant.id, name: variant.name, decimals, tracking, dispatchIdentifierMode }}
        onChangeLevel={mayWrite ? setLevel : undefined}
        onHold={setLot}
      />
      {level === null ? null : (
        <ChangeLevel
          product={{ ...product, name: variant.name }}
          level={level}
          onClose={() => setLevel(null)}
        />
      )}
      <SideDrawer opened={lot !== null} title={lot ? holdingTitle(t, lot) : ''} onClose={() => setLot(null)}>
        {lot ? <HoldOrRelease lot={lot} onClose={() => setLot(null)} /> : null}
      </SideDrawer>
    </div>
  )
}
