import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { Code, ErrorState, SideDrawer } from '../../kit/public.ts'
import { HoldOrRelease, holdingTitle } from './hold-or-release.tsx'
import type { HeldLot } from './lot-table.tsx'
import styles from './stock.module.css'
import { VariantStock } from './variant-stock.tsx'

interface StockDrawerProps {
  /** Null while it is closed. */
  variantId: number | null
  locationId: number | null
  onClose: () => void
}

/** One variant's lots, bins and pieces beside the overview. Holding a lot takes the drawer's place; closing that leads back. */
export function StockDrawer({ variantId, locationId, onClose }: StockDrawerProps) {
  const { t } = useTranslation()
  const [lot, setLot] = useState<HeldLot | null>(null)
  const product = useRead(
    api.catalog.readVariant,
    { params: { variantId: variantId ?? 0 } },
    { enabled: variantId !== null },
  )
  const shown = variantId === null ? undefined : product.data
  return (
    <SideDrawer
      opened={variantId !== null}
      title={lot ? holdingTitle(t, lot) : (shown?.name ?? t('stock.title'))}
      onClose={lot ? () => setLot(null) : onClose}
    >
      {lot ? (
        <HoldOrRelease lot={lot} onClose={() => setLot(null)} />
      ) : shown ? (
        <>
          <p className={styles.facts}>
            <Code copies>{shown.productNumber}</Code>
            <Anchor
              size="sm"
              renderRoot={props => (
                <Link {...props} to="/products/$productId" params={{ productId: shown.productId }} />
              )}
            >
              {t('stock.openProduct')}
            </Anchor>
          </p>
          <VariantStock product={shown} locationId={locationId} onHold={setLot} />
        </>
      ) : product.error ? (
        <ErrorState error={product.error} onRetry={() => void product.refetch()} />
      ) : null}
    </SideDrawer>
  )
}
