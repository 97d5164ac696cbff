import { Button, Select } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Variant } from '../../../../contract/product-options.ts'
import { mostVariants } from '../../../../contract/product-options.ts'
import { Notice, Section } from '../../../kit/public.ts'
import type { ProductEntry } from '../product-entry.ts'
import type { ProductValues } from '../product-values.ts'
import {
  missingCount,
  mostOptions,
  numberOf,
  type Varieties,
  withAllCombinations,
  withExisting,
} from './draft-variants.ts'
import { OptionRow } from './option-row.tsx'
import styles from './options.module.css'
import { VariantGrid } from './variant-grid.tsx'

interface OptionsTabProps {
  entry: ProductEntry
  /** As stored: their stock. */
  stored: readonly Variant[]
}

/** In what the product comes, and the grid of what that makes. */
export function OptionsTab({ entry, stored }: OptionsTabProps) {
  const { t } = useTranslation()
  const { form } = entry
  const values = form.getValues()
  const change = (next: Varieties) => {
    const made = next.variants.length
    if (made > mostVariants && made > values.variants.length) {
      form.setFieldError('variants', t('productOptions.tooMany', { most: mostVariants }))
      return
    }
    takeVarieties(entry, next)
  }
  return (
    <div className={styles.tab}>
      <Section title={t('productOptions.options')}>
        <p className={styles.hint}>{t('productOptions.hint')}</p>
        {values.options.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place; its name is being typed
          <OptionRow key={index} at={index} entry={entry} onChange={change} />
        ))}
        {values.options.length < mostOptions ? (
          <div>
            <Button
              variant="default"
              leftSection={<IconPlus size={16} stroke={1.6} aria-hidden="true" />}
              onClick={() => form.setFieldValue('options', [...values.options, { name: '', values: [] }])}
            >
              {t('productOptions.add')}
            </Button>
          </div>
        ) : null}
        {form.errors.variants ? <Notice tone="bad">{form.errors.variants}</Notice> : null}
      </Section>
      {values.variants.length === 0 ? null : (
        <Section title={t('productOptions.variants')}>
          <ExistingVariant entry={entry} stored={stored} onChange={change} />
          <VariantGrid entry={entry} stored={stored} onChange={change} />
          <Missing varieties={values} onChange={change} />
        </Section>
      )}
    </div>
  )
}

/** Without options left, the product is again what its first variant was. */
function takeVarieties({ form }: ProductEntry, { options, variants }: Varieties): void {
  const values = form.getValues()
  const [first] = values.variants
  const isPlainAgain = variants.every(one => one.gone) && first !== undefined
  form.clearErrors()
  form.setValues({
    options: options.map(option => ({ ...option, values: [...option.values] })),
    variants: isPlainAgain ? [] : [...variants],
    ...(isPlainAgain
      ? {
          productNumber: numberOf(values.productNumber, first),
          priceMinor: first.priceMinor,
          unitsPerPu: first.unitsPerPu,
          barcodes: first.barcodes,
        }
      : {}),
  })
}

interface PartProps extends OptionsTabProps {
  onChange: (next: Varieties) => void
}

/** While a product that is there already gets its first options: which of its variants that is. */
function ExistingVariant({ entry, stored, onChange }: PartProps) {
  const { t } = useTranslation()
  const values = entry.form.getValues()
  const only = stored.length === 1 && stored[0]!.optionValues.length === 0 ? stored[0]! : null
  const at = only === null ? -1 : values.variants.findIndex(one => one.id === only.id && !one.gone)
  if (at < 0) return null
  const rows = values.variants.flatMap((one, index) => (one.gone ? [] : [{ one, index }]))
  return (
    <Select
      className={styles.existing}
      label={t('productOptions.existing')}
      description={t('productOptions.existingHint')}
      data={rows.map(({ one, index }) => ({ value: String(index), label: one.optionValues.join(' · ') }))}
      value={String(at)}
      onChange={to => to !== null && onChange(withExisting(values, at, Number(to)))}
      allowDeselect={false}
    />
  )
}

function Missing({ varieties, onChange }: { varieties: ProductValues; onChange: (next: Varieties) => void }) {
  const { t } = useTranslation()
  const count = missingCount(varieties)
  if (count <= 0) return null
  return (
    <p className={styles.missing}>
      {t('productOptions.missing', { count })}
      <Button variant="subtle" size="compact-sm" onClick={() => onChange(withAllCombinations(varieties))}>
        {t('productOptions.addMissing')}
      </Button>
    </p>
  )
}
