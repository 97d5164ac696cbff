import { NumberInput, Select, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SerialPattern } from '../../../contract/serial-pattern.ts'
import { FieldRow, Section } from '../../kit/public.ts'
import type { ProductEntry } from './product-entry.ts'
import styles from './products.module.css'

/** What must be known of goods before they come in. Only what fits the tracking is shown; without tracking, nothing. */
export function CaptureRulesSection({ entry }: { entry: ProductEntry }) {
  const { t } = useTranslation()
  const { lots, serials } = entry.values.tracking
  if (!lots) return null
  return (
    <Section title={t('products.capture')}>
      <div className={styles.settings}>
        <p className={styles.hint}>{t('products.captureHint')}</p>
        <div className={styles.switches}>
          <RequiredSwitch entry={entry} rule="requiresExpiry" />
          <RequiredSwitch entry={entry} rule="requiresMadeOn" />
          <RequiredSwitch entry={entry} rule="requiresSupplierLot" />
        </div>
        <FieldRow>
          <RuleNumber
            entry={entry}
            path="capture.shelfLifeDays"
            label={t('products.shelfLife')}
            description={t('products.shelfLifeHint')}
          />
        </FieldRow>
        <FieldRow>
          <RuleNumber
            entry={entry}
            path="capture.minimumDaysAtReceipt"
            label={t('products.minimumAtReceipt')}
            description={t('products.minimumAtReceiptHint')}
          />
          <RuleNumber
            entry={entry}
            path="capture.minimumDaysAtSale"
            label={t('products.minimumAtSale')}
            description={t('products.minimumAtSaleHint')}
          />
        </FieldRow>
        {serials ? <SerialPatternFields entry={entry} /> : null}
      </div>
    </Section>
  )
}

type RequiredRule = 'requiresExpiry' | 'requiresMadeOn' | 'requiresSupplierLot'

function RequiredSwitch({ entry, rule }: { entry: ProductEntry; rule: RequiredRule }) {
  const { t } = useTranslation()
  return (
    <Switch
      label={t(`products.${rule}`)}
      description={rule === 'requiresSupplierLot' ? t('products.requiresSupplierLotHint') : undefined}
      {...entry.form.getInputProps(`capture.${rule}`, { type: 'checkbox' })}
    />
  )
}

interface RuleNumberProps {
  entry: ProductEntry
  path: string
  label: string
  description?: string
  /** What is counted; days unless said otherwise. */
  unit?: string
}

/** A whole number that may be left empty: then there is no such rule. */
function RuleNumber({ entry, path, label, description, unit }: RuleNumberProps) {
  const { t } = useTranslation()
  const { value, error } = entry.form.getInputProps(path)
  return (
    <NumberInput
      label={label}
      description={description}
      value={value ?? ''}
      onChange={typed => entry.form.setFieldValue(path, typed === '' ? null : Number(typed))}
      error={error}
      placeholder={t('products.anyDays')}
      suffix={` ${unit ?? t('products.days')}`}
      allowDecimal={false}
      allowNegative={false}
      hideControls
    />
  )
}

const kinds: readonly SerialPattern['kind'][] = ['any', 'imei', 'digits', 'letters_and_digits']

/** What the serial numbers of the product look like. */
export function SerialPatternFields({ entry }: { entry: ProductEntry }) {
  const { t } = useTranslation()
  const path = 'capture.serialPattern'
  const { kind } = entry.values.capture.serialPattern
  const unit = t('products.characters')
  return (
    <>
      <Select
        label={t('products.serialPattern')}
        description={t('products.serialPatternHint')}
        data={kinds.map(value => ({ value, label: t(`products.serialPatterns.${value}`) }))}
        value={kind}
        onChange={value => value && entry.form.setFieldValue(`${path}.kind`, value)}
        allowDeselect={false}
      />
      {kind === 'imei' ? null : (
        <FieldRow>
          <RuleNumber entry={entry} path={`${path}.minLength`} label={t('products.serialMin')} unit={unit} />
          <RuleNumber entry={entry} path={`${path}.maxLength`} label={t('products.serialMax')} unit={unit} />
        </FieldRow>
      )}
    </>
  )
}
