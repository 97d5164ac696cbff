import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Today } from '../../../contract/trace.ts'
import { Notice } from '../../kit/public.ts'

/** Pieces in stock that cannot be dispatched before they have their serial numbers. */
export function LackingSerials({ lacking }: { lacking: Today['lackingSerials'] }) {
  const { t } = useTranslation()
  if (lacking.length === 0) return null
  return (
    <Notice tone="warn">
      {lacking.map(({ productId, variantId, product, pieces }) => (
        <div key={variantId}>
          {t('today.lackingSerials', { count: pieces })}{' '}
          <Link
            to="/products/$productId/serial-numbers/$variantId"
            params={{ productId, variantId }}
            style={{ color: 'inherit' }}
          >
            {product}
          </Link>
        </div>
      ))}
    </Notice>
  )
}
