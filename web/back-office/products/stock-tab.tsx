import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Product } from '../../../contract/catalog.ts'
import { Facts, Quantity, SideDrawer } from '../../kit/public.ts'
import { HoldOrRelease, holdingTitle } from '../stock/hold-or-release.tsx'
import type { HeldLot } from '../stock/lot-table.tsx'
import { VariantStock } from '../stock/variant-stock.tsx'
import styles from './products.module.css'

/** What is there of the product, by lot and bin. */
export function StockTab({ product }: { product: Product }) {
  const { t } = useTranslation()
  const [lot, setLot] = useState<HeldLot | null>(null)
  const { decimals } = product
  const facts = (['onHand', 'allocated', 'reserved', 'blocked', 'available'] as const).map(fact => ({
    label: t(`stock.${fact}`),
    value: <Quantity units={product[fact]} decimals={decimals} />,
  }))
  return (
    <div className={styles.stock}>
      <Facts facts={facts} />
      <VariantStock product={product} onHold={setLot} />
      <SideDrawer opened={lot !== null} title={lot ? holdingTitle(t, lot) : ''} onClose={() => setLot(null)}>
        {lot ? <HoldOrRelease lot={lot} onClose={() => setLot(null)} /> : null}
      </SideDrawer>
    </div>
  )
}
