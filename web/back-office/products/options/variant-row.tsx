import { ActionIcon, Switch, TagsInput, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { MoneyField, Quantity, QuantityField } from '../../../kit/public.ts'
import { checkBarcode } from '../barcode-check.ts'
import type { ProductEntry } from '../product-entry.ts'
import { type DraftVariant, numberOf } from './draft-variants.ts'
import styles from './options.module.css'

interface VariantRowProps {
  at: number
  /** Where the row is drawn, and who measures how high it became. */
  place: { top: number; measure: (row: Element | null) => void }
  entry: ProductEntry
  variant: DraftVariant
  /** Null for a variant that is not stored yet. */
  onHand: number | null
  decimals: number
  onChange: (at: number, patch: Partial<DraftVariant>) => void
  onTakeAway: (at: number) => void
}

/** The fields of one variant. */
export function VariantRow({
  at,
  place,
  entry,
  variant,
  onHand,
  decimals,
  onChange,
  onTakeAway,
}: VariantRowProps) {
  const { t } = useTranslation()
  const { form } = entry
  const name = variant.optionValues.join(' · ')
  const isOff = variant.gone || variant.archived
  const cell = (column: 'productNumber' | 'priceMinor' | 'unitsPerPu' | 'barcodes') => ({
    'aria-label': t('productOptions.of', { column: t(`productOptions.${wordOf[column]}`), variant: name }),
    'data-cell': column,
    'data-row': at,
    error: form.errors[`variants.${at}.${column}`] ?? null,
  })
  return (
    <tr
      ref={place.measure}
      className={styles.row}
      data-index={at}
      data-off={isOff}
      style={{ transform: `translateY(${place.top}px)` }}
    >
      <td className={styles.values}>
        {name}
        {form.errors[`variants.${at}.optionValues`] ? (
          <span className={styles.bad}>{form.errors[`variants.${at}.optionValues`]}</span>
        ) : null}
      </td>
      <td data-label={t('productOptions.productNumber')}>
        <TextInput
          {...cell('productNumber')}
          value={numberOf(form.getValues().productNumber, variant)}
          onChange={event => onChange(at, { productNumber: event.currentTarget.value })}
          classNames={{ input: styles.mono }}
          autoComplete="off"
          spellCheck={false}
        />
      </td>
      <td data-label={t('productOptions.price')}>
        <MoneyField
          {...cell('priceMinor')}
          rightSection={null}
          value={variant.priceMinor}
          onChange={priceMinor => onChange(at, { priceMinor })}
        />
      </td>
      <td data-label={t('productOptions.unitsPerPu')}>
        <QuantityField
          {...cell('unitsPerPu')}
          value={variant.unitsPerPu}
          onChange={unitsPerPu => onChange(at, { unitsPerPu })}
        />
      </td>
      <td data-label={t('productOptions.barcodes')}>
        <BarcodesCell
          {...cell('barcodes')}
          value={variant.barcodes}
          onCodes={barcodes => onChange(at, { barcodes })}
        />
      </td>
      <td className={styles.onHand} data-label={t('productOptions.onHand')}>
        {onHand === null ? '–' : <Quantity units={onHand} decimals={decimals} />}
      </td>
      <td className={styles.sold} data-label={t('productOptions.sold')}>
        {variant.gone ? (
          t('productOptions.archived')
        ) : variant.id === null ? (
          <ActionIcon
            aria-label={t('productOptions.takeAway', { variant: name })}
            onClick={() => onTakeAway(at)}
          >
            <IconX size={16} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        ) : (
          <Switch
            aria-label={t('productOptions.of', { column: t('productOptions.sold'), variant: name })}
            checked={!variant.archived}
            onChange={event => onChange(at, { archived: !event.currentTarget.checked })}
          />
        )}
      </td>
    </tr>
  )
}

const wordOf = {
  productNumber: 'productNumber',
  priceMinor: 'price',
  unitsPerPu: 'unitsPerPu',
  barcodes: 'barcodes',
} as const

interface BarcodesCellProps {
  'aria-label': string
  'data-cell': string
  'data-row': number
  error: React.ReactNode
  value: string[]
  onCodes: (codes: string[]) => void
}

/** A scanner ends each code with Enter, which makes it a chip; a GTIN with a wrong check digit is said at once. */
function BarcodesCell({ value, onCodes, error, ...props }: BarcodesCellProps) {
  const { t } = useTranslation()
  const wrong = value.map(checkBarcode).find(check => check.kind === 'wrong')
  return (
    <TagsInput
      {...props}
      size="sm"
      value={value}
      onChange={onCodes}
      placeholder={value.length === 0 ? t('productOptions.barcodesHint') : ''}
      error={wrong ? t('products.barcodeWrong', { digit: wrong.digit }) : error}
      splitChars={[]}
      maxLength={100}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      data-takes-scans
    />
  )
}
