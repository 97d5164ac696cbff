import { Select, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { useRead, useWrite } from '../../client/public.ts'
import { EntryForm, FieldRow, MoneyField, notify, Picker, useEntryForm } from '../../kit/public.ts'
import { FormActions } from './form-actions.tsx'
import { useUnitWords } from './unit-words.ts'

interface Terms {
  supplierNumber: string | null
  unitsPerPu: number | null
  priceMinor: number | null
  pricePer: 'sku' | 'pu'
  isPreferred: boolean
}
interface FormProps {
  /** Null lets the clerk choose it. */
  supplier: { id: number; name: string; currency: string | null } | null
  /** Null lets the clerk choose it. */
  variantId: number | null
  /** Null for a new pair. */
  terms: Terms | null
  /** The first supplier of a product is its preferred one, unless somebody says otherwise. */
  isFirst: boolean
  onDone: () => void
}

/** Under which number, in which unit and at which price a supplier sells a variant; from the product's side or the supplier's. */
export function SupplierProductForm({ supplier, variantId, terms, isFirst, onDone }: FormProps) {
  const { t } = useTranslation()
  const [chosenSupplier, setSupplier] = useState(supplier)
  const [variant, setVariant] = useState(variantId === null ? null : { id: variantId, name: '' })
  const name = chosenSupplier?.name ?? ''
  const entry = useEntryForm({
    endpoint: api.buying.saveSupplierProduct,
    initial: {
      pair: '',
      supplierNumber: terms?.supplierNumber ?? '',
      unit: String(terms?.unitsPerPu ?? ''),
      priceMinor: terms?.priceMinor ?? null,
      pricePer: terms?.pricePer ?? ('sku' as const),
      isPreferred: terms?.isPreferred ?? isFirst,
    },
    input: ({ supplierNumber, unit, priceMinor, pricePer, isPreferred }) => ({
      params: { supplierId: chosenSupplier?.id ?? 0, variantId: variant?.id ?? 0 },
      body: {
        supplierNumber,
        unitsPerPu: unit === '' ? null : Number(unit),
        priceMinor,
        pricePer,
        isPreferred,
      },
    }),
    onDone: () => {
      notify.done(t('buying.supplierSaved', { name }))
      onDone()
    },
  })
  const removing = useWrite(api.buying.removeSupplierProduct, {
    onDone: () => {
      notify.done(t('buying.supplierRemoved', { name }))
      onDone()
    },
  })
  const isChosen = chosenSupplier !== null && variant !== null
  const remove = () =>
    isChosen && removing.mutate({ params: { supplierId: chosenSupplier.id, variantId: variant.id } })
  const submit: typeof entry.submit = event => {
    if (isChosen) return entry.submit(event)
    event?.preventDefault()
    entry.form.setFieldError(
      'pair',
      t(chosenSupplier === null ? 'buying.chooseSupplier' : 'buying.chooseProduct'),
    )
  }
  return (
    <EntryForm
      entry={{ ...entry, submit, problem: entry.problem ?? removing.error }}
      actions={
        <FormActions
          busy={entry.busy}
          onCancel={onDone}
          onRemove={terms === null ? undefined : remove}
          removing={removing.isPending}
        />
      }
    >
      {supplier === null ? (
        <Picker
          label={t('buying.supplier')}
          endpoint={api.people.listSuppliers}
          input={search => ({ query: { search, limit: 20 } })}
          rows={answer => answer.items}
          option={row => ({ key: row.id, label: row.name, detail: row.number })}
          value={chosenSupplier === null ? null : { key: chosenSupplier.id, label: chosenSupplier.name }}
          onChange={setSupplier}
          error={entry.form.errors.pair}
          autoFocus
        />
      ) : null}
      {variantId === null ? (
        <Picker
          label={t('products.name')}
          endpoint={api.catalog.listVariants}
          input={search => ({ query: { search, limit: 20 } })}
          rows={answer => answer.items}
          option={row => ({ key: row.variantId, label: row.name, detail: row.productNumber })}
          value={variant === null ? null : { key: variant.id, label: variant.name }}
          onChange={row => setVariant(row === null ? null : { id: row.variantId, name: row.name })}
          error={entry.form.errors.pair}
          autoFocus
        />
      ) : null}
      <TextInput
        label={t('buying.supplierNumber')}
        description={t('buying.supplierNumberHint')}
        autoComplete="off"
        styles={{ input: { fontFamily: 'var(--mono)' } }}
        {...entry.at('supplierNumber')}
      />
      <UnitSelect variantId={variant?.id ?? null} {...entry.at('unit')} />
      <FieldRow>
        <MoneyField
          label={t('buying.price')}
          currency={chosenSupplier?.currency ?? null}
          {...entry.at('priceMinor')}
          value={entry.values.priceMinor}
        />
        <Select
          label={t('buying.pricePer')}
          data={[
            { value: 'sku', label: t('buying.perSku') },
            { value: 'pu', label: t('buying.perPu') },
          ]}
          allowDeselect={false}
          {...entry.at('pricePer')}
        />
      </FieldRow>
      <Switch
        label={t('buying.preferred')}
        description={t('buying.preferredHint')}
        {...entry.form.getInputProps('isPreferred', { type: 'checkbox' })}
      />
    </EntryForm>
  )
}

function UnitSelect({ variantId, ...field }: { variantId: number | null }) {
  const { t } = useTranslation()
  const unitWords = useUnitWords()
  const terms = useRead(
    api.buying.listPurchaseTerms,
    { query: { variantIds: String(variantId ?? 0) } },
    { enabled: variantId !== null },
  )
  const units = terms.data?.items[0]?.units ?? []
  return (
    <Select
      label={t('buying.unit')}
      data={[
        { value: '', label: t('buying.unitDefault') },
        ...units.map(unit => ({ value: String(unit.units), label: unitWords(units, unit.units) })),
      ]}
      allowDeselect={false}
      {...field}
    />
  )
}
