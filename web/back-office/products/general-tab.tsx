import { Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { BarcodesField } from './barcodes-field.tsx'
import { CategoryField } from './details-fields.tsx'
import type { ProductEntry } from './product-entry.ts'
import styles from './products.module.css'
import { StoreSection } from './store-section.tsx'

/** What the product is called, by people and by scanners. */
export function GeneralTab({ entry }: { entry: ProductEntry }) {
  const { t } = useTranslation()
  const { at, form } = entry
  const { barcodes, barcodeTyped, variants } = form.getValues()
  const isVaried = variants.length > 0
  return (
    <div className={styles.panel}>
      <TextInput
        label={t('products.name')}
        placeholder={t('products.nameExample')}
        autoComplete="off"
        {...at('name')}
      />
      <TextInput
        label={t('products.productNumber')}
        description={t(isVaried ? 'productOptions.parentNumberHint' : 'products.numberHint')}
        autoComplete="off"
        spellCheck={false}
        className={styles.short}
        classNames={{ input: styles.mono }}
        {...at('productNumber')}
      />
      {isVaried ? null : (
        <BarcodesField
          codes={barcodes}
          onCodes={codes => {
            form.clearFieldError('barcodes')
            form.setFieldValue('barcodes', codes)
          }}
          typed={barcodeTyped}
          onTyped={text => {
            form.clearFieldError('barcodes')
            form.setFieldValue('barcodeTyped', text)
          }}
          refused={form.errors.barcodes}
        />
      )}
      <Textarea label={t('products.description')} autosize minRows={3} maxRows={12} {...at('description')} />
      <CategoryField entry={entry} />
      <StoreSection entry={entry} />
    </div>
  )
}
