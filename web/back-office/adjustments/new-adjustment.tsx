import { Stack } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VariantChoice } from '../../../contract/catalog.ts'
import { api } from '../../../contract/public.ts'
import { Picker } from '../../kit/public.ts'
import { AdjustForm } from './adjust-form.tsx'

/** An adjustment that starts with the product. */
export function NewAdjustment({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [variant, setVariant] = useState<VariantChoice | null>(null)
  return (
    <Stack gap="md">
      <Picker
        label={t('adjustments.product')}
        autoFocus
        endpoint={api.catalog.listVariants}
        input={search => ({ query: { search, limit: 20, archived: false } })}
        rows={answer => answer.items}
        option={one => ({ key: one.variantId, label: one.name, detail: one.productNumber })}
        value={variant === null ? null : { key: variant.variantId, label: variant.name }}
        onChange={setVariant}
      />
      {variant === null ? null : (
        <AdjustForm
          key={variant.variantId}
          variant={variant}
          onDone={adjustmentId =>
            void navigate({ to: '/adjustments/$adjustmentId', params: { adjustmentId } })
          }
          onClose={onClose}
        />
      )}
    </Stack>
  )
}
