import { Select, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { FieldRow, MoneyField, Section, useFormat } from '../../kit/public.ts'
import {
  type DraftLine,
  type DraftTerms,
  isPercentage,
  keyOf,
  shippingTaxOf,
  sumsOf,
  withLine,
} from './draft-order.ts'
import { DraftRow } from './draft-row.tsx'
import { PercentField } from './percent-field.tsx'
import { focusProductEntry, ProductEntry } from './product-entry.tsx'
import styles from './sales-orders.module.css'
import { SumsList } from './sums-list.tsx'

interface OrderEditorProps {
  lines: readonly DraftLine[]
  onLines: (lines: readonly DraftLine[]) => void
  terms: DraftTerms
  onTerms: (terms: DraftTerms) => void
  locationId: number | null
  pricesIncludeTax: boolean
  /** True once saving was tried: then what is missing is said. */
  tried: boolean
}

/** The lines of an order, where it goes, and what comes off and on top of it. */
export function OrderEditor({
  lines,
  onLines,
  terms,
  onTerms,
  locationId,
  pricesIncludeTax,
  tried,
}: OrderEditorProps) {
  const { t } = useTranslation()
  return (
    <>
      <Section title={t('salesOrders.lines')}>
        {lines.map(line => (
          <DraftRow
            key={keyOf(line)}
            line={line}
            locationId={locationId}
            tried={tried}
            onChange={changed => onLines(withLine(lines, changed))}
            onRemove={() => onLines(lines.filter(other => other !== line))}
            onNext={focusProductEntry}
          />
        ))}
        <ProductEntry
          lines={lines}
          onLines={onLines}
          error={tried && lines.length === 0 ? t('salesOrders.noLines') : null}
        />
      </Section>
      <div className={styles.foot}>
        <TermFields lines={lines} terms={terms} onTerms={onTerms} tried={tried} />
        <SumsList sums={sumsOf(lines, terms, pricesIncludeTax)} pricesIncludeTax={pricesIncludeTax} />
      </div>
    </>
  )
}

type TermFieldsProps = Pick<OrderEditorProps, 'lines' | 'terms' | 'onTerms' | 'tried'>

function TermFields({ lines, terms, onTerms, tried }: TermFieldsProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.terms}>
      <FieldRow>
        <PercentField
          label={t('salesOrders.orderDiscount')}
          value={terms.discountBasisPoints}
          onChange={discountBasisPoints => onTerms({ ...terms, discountBasisPoints })}
          error={tried && !isPercentage(terms.discountBasisPoints) ? t('salesOrders.noPercentage') : null}
        />
        <MoneyField
          label={t('salesOrders.shipping')}
          value={terms.shippingMinor}
          onChange={shippingMinor => onTerms({ ...terms, shippingMinor })}
          error={tried && terms.shippingMinor === null ? t('salesOrders.noPrice') : null}
        />
        <ShippingTax lines={lines} terms={terms} onTerms={onTerms} />
      </FieldRow>
      <FieldRow>
        <Textarea
          label={t('salesOrders.address')}
          autosize
          minRows={2}
          maxRows={8}
          value={terms.address}
          onChange={event => onTerms({ ...terms, address: event.currentTarget.value })}
        />
        <Textarea
          label={t('salesOrders.billTo')}
          placeholder={t('salesOrders.billToCustomer')}
          autosize
          minRows={2}
          maxRows={8}
          value={terms.billingAddress}
          onChange={event => onTerms({ ...terms, billingAddress: event.currentTarget.value })}
        />
      </FieldRow>
      <Textarea
        label={t('salesOrders.notes')}
        autosize
        minRows={2}
        maxRows={8}
        value={terms.notes}
        onChange={event => onTerms({ ...terms, notes: event.currentTarget.value })}
      />
    </div>
  )
}

/** Which of the shop's rates the shipping is taxed with; nothing to choose where there are none. */
function ShippingTax({ lines, terms, onTerms }: Omit<TermFieldsProps, 'tried'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const rates = useRead(api.taxRates.listTaxRates, {})
  const chosen = shippingTaxOf(lines, terms)
  const known = (rates.data?.items ?? []).filter(rate => !rate.archived).map(rate => rate.basisPoints)
  const choices = [...new Set([0, ...known, chosen])].toSorted((one, other) => one - other)
  if (choices.length === 1) return null
  return (
    <Select
      label={t('salesOrders.shippingTax')}
      data={choices.map(rate => ({ value: String(rate), label: format.percent(rate) }))}
      value={String(chosen)}
      onChange={value => onTerms({ ...terms, shippingTaxBasisPoints: Number(value) })}
      allowDeselect={false}
    />
  )
}
