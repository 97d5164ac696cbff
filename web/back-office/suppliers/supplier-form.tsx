import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Supplier } from '../../../contract/people.ts'
import { api } from '../../../contract/public.ts'
import {
  EntryForm,
  FieldRow,
  FormButtons,
  MoneyField,
  notify,
  useConventions,
  useEntryForm,
} from '../../kit/public.ts'
import { ContactFields } from '../people/contact-fields.tsx'
import styles from './suppliers.module.css'

type Values = {
  name: string
  email: string
  phone: string
  notes: string
  contactPerson: string
  currency: string
  leadTimeDays: number | string
  paymentTerms: string
  paymentDays: number | string
  minimumOrderMinor: number | null
}

const blank: Values = {
  name: '',
  email: '',
  phone: '',
  notes: '',
  contactPerson: '',
  currency: '',
  leadTimeDays: '',
  paymentTerms: '',
  paymentDays: '',
  minimumOrderMinor: null,
}

function valuesOf(supplier: Supplier): Values {
  const { currency, leadTimeDays, paymentDays, minimumOrderMinor, ...rest } = supplier
  const { name, email, phone, notes, contactPerson, paymentTerms } = rest
  return {
    ...{ name, email, phone, notes, contactPerson, paymentTerms, minimumOrderMinor },
    currency: currency ?? '',
    leadTimeDays: leadTimeDays ?? '',
    paymentDays: paymentDays ?? '',
  }
}

/** An empty field says nothing; none of them means zero days or the shop's currency by its letters. */
function bodyOf({ currency, leadTimeDays, paymentDays, ...values }: Values) {
  const days = (typed: number | string) => (typed === '' ? null : Number(typed))
  return {
    ...values,
    currency: currency === '' ? null : currency,
    leadTimeDays: days(leadTimeDays),
    paymentDays: days(paymentDays),
  }
}

/** Adds a supplier. */
export function NewSupplierForm({ onDone }: { onDone: (supplier: Supplier | null) => void }) {
  const { t } = useTranslation()
  const entry = useEntryForm({
    endpoint: api.people.addSupplier,
    initial: blank,
    input: values => ({ body: bodyOf(values) }),
    refusedFields: { name_taken: 'name' } as const,
    onDone: supplier => {
      notify.done(t('suppliers.added', { name: supplier.name }))
      onDone(supplier)
    },
  })
  return (
    <EntryForm
      entry={entry}
      actions={<FormButtons submit={t('suppliers.add')} busy={entry.busy} onCancel={() => onDone(null)} />}
    >
      <SupplierFields entry={entry} />
    </EntryForm>
  )
}

/** Changes a supplier. */
export function SupplierForm({
  supplier,
  readOnly,
  aside,
}: {
  supplier: Supplier
  readOnly: boolean
  aside: ReactNode
}) {
  const { t } = useTranslation()
  const entry = useEntryForm({
    endpoint: api.people.changeSupplier,
    initial: valuesOf(supplier),
    input: values => ({ params: { supplierId: supplier.id }, body: bodyOf(values) }),
    refusedFields: { name_taken: 'name' } as const,
    onDone: saved => notify.done(t('suppliers.changed', { name: saved.name })),
  })
  return (
    <fieldset disabled={readOnly} className={styles.fields}>
      <EntryForm
        entry={entry}
        actions={
          readOnly ? null : (
            <>
              {aside}
              <Button type="submit" loading={entry.busy}>
                {t('kit.save')}
              </Button>
            </>
          )
        }
      >
        <SupplierFields entry={entry} />
      </EntryForm>
    </fieldset>
  )
}

interface FieldsProps {
  entry: { at: (path: keyof Values) => object; values: Values }
}

function SupplierFields({ entry: { at, values } }: FieldsProps) {
  const { t } = useTranslation()
  const { currency: own } = useConventions()
  return (
    <>
      <ContactFields at={at} />
      <TextInput label={t('suppliers.contactPerson')} autoComplete="off" {...at('contactPerson')} />
      <FieldRow>
        <NumberInput
          label={t('suppliers.leadTime')}
          description={t('suppliers.leadTimeHint')}
          min={0}
          max={3650}
          allowDecimal={false}
          hideControls
          {...at('leadTimeDays')}
        />
        <Select
          label={t('suppliers.currency')}
          description={t('suppliers.currencyHint')}
          data={[
            { value: '', label: t('suppliers.ownCurrency', { currency: own }) },
            ...Intl.supportedValuesOf('currency').filter(code => code !== own),
          ]}
          searchable
          allowDeselect={false}
          {...at('currency')}
        />
      </FieldRow>
      <FieldRow>
        <TextInput
          label={t('suppliers.paymentTerms')}
          placeholder={t('suppliers.paymentExample')}
          autoComplete="off"
          {...at('paymentTerms')}
        />
        <NumberInput
          label={t('suppliers.paymentDays')}
          min={0}
          max={3650}
          allowDecimal={false}
          hideControls
          {...at('paymentDays')}
        />
      </FieldRow>
      <MoneyField
        label={t('suppliers.minimumOrder')}
        currency={values.currency === '' ? null : values.currency}
        {...(at('minimumOrderMinor') as { onChange: (value: number | null) => void })}
        value={values.minimumOrderMinor}
      />
    </>
  )
}
