import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { ErrorState } from '../../kit/public.ts'
import { useMay } from '../session.ts'
import styles from './buying.module.css'
import { PurchaseUnits } from './purchase-units.tsx'
import { ReorderRules } from './reorder-rules.tsx'
import { VariantSuppliers } from './variant-suppliers.tsx'

/** How a product is bought: each of its variants for itself. What is said here is stored at once, apart from the form. */
export function BuyingTab({ productId }: { productId: number }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<number | null>(null)
  const product = useRead(api.catalog.readProduct, { params: { productId } }).data
  if (product === undefined) return null
  const current = product.variants.filter(variant => !variant.archived)
  const variants = current.length > 0 ? current : product.variants
  const variantId = chosen ?? product.variantId
  return (
    <div className={styles.tab}>
      {variants.length > 1 ? (
        <Select
          label={t('buying.variant')}
          className={styles.variant ?? ''}
          data={variants.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={String(variantId)}
          onChange={id => id !== null && setChosen(Number(id))}
          allowDeselect={false}
          searchable={variants.length > 8}
        />
      ) : null}
      <VariantBuying key={variantId} variantId={variantId} />
    </div>
  )
}

function VariantBuying({ variantId }: { variantId: number }) {
  const mayWrite = useMay('catalog.write')
  const buying = useRead(api.buying.readBuying, { params: { variantId } })
  if (buying.error && !buying.data)
    return <ErrorState error={buying.error} onRetry={() => void buying.refetch()} />
  if (!buying.data) return null
  return (
    <>
      <VariantSuppliers buying={buying.data} mayWrite={mayWrite} />
      <PurchaseUnits buying={buying.data} mayWrite={mayWrite} />
      <ReorderRules buying={buying.data} mayWrite={mayWrite} />
    </>
  )
}
