import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Product } from '../../../contract/catalog.ts'

/** Leads to “Product Serial Numbers” of a variant, where its product has such a list. */
export function SerialNumbersButton({ product, variantId }: { product: Product; variantId: number }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { dispatchIdentifierMode: mode, tracking, id: productId } = product
  if (tracking.serials || (mode !== 'single_use' && mode !== 'multiple_use')) return null
  return (
    <Button
      variant="default"
      onClick={() =>
        void navigate({
          to: '/products/$productId/serial-numbers/$variantId',
          params: { productId, variantId },
        })
      }
    >
      {t('serialNumbers.update')}
    </Button>
  )
}
