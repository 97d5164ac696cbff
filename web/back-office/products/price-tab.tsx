import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { MoneyField, Section } from '../../kit/public.ts'
import { CaptureRulesSection } from './capture-rules-section.tsx'
import { DefaultPlaceSection, TaxRateField } from './details-fields.tsx'
import { IdentifierModeSection } from './identifier-mode-section.tsx'
import { InventorySettings } from './inventory-settings.tsx'
import type { ProductEntry } from './product-entry.ts'
import styles from './products.module.css'

/** What the product costs, how it is bought and counted, and how closely it is followed. */
interface PriceTabProps {
  entry: ProductEntry
  lockedAt: string | null
  convert?: ReactNode
}

export function PriceTab({ entry, lockedAt, convert }: PriceTabProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.panel}>
      <Section title={t('products.priceSection')}>
        <div className={styles.switches}>
          {entry.values.variants.length > 0 ? (
            <p className={styles.hint}>{t('productOptions.perVariant')}</p>
          ) : (
            <MoneyField
              label={t('products.sellingPrice')}
              description={t('products.sellingPriceHint')}
              className={styles.short}
              {...entry.at('priceMinor')}
              value={entry.values.priceMinor}
            />
          )}
          <TaxRateField entry={entry} />
        </div>
      </Section>
      <InventorySettings entry={entry} lockedAt={lockedAt} convert={convert} />
      <IdentifierModeSection entry={entry} />
      <DefaultPlaceSection entry={entry} />
      <CaptureRulesSection entry={entry} />
    </div>
  )
}
