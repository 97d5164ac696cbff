import { NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Supplier } from '../../../../contract/people.ts'
import { api } from '../../../../contract/public.ts'
import type { Location } from '../../../../contract/stock.ts'
import { sentenceOf, useWrite } from '../../../client/public.ts'
import { notify, Picker, useConventions } from '../../../kit/public.ts'
import { useMay } from '../../session.ts'
import styles from './draft.module.css'

export interface HeadValues {
  readonly supplier: { readonly id: number; readonly name: string } | null
  readonly locationId: number | null
  readonly expectedOn: string
  /** How many percent more than ordered may come in. */
  readonly overDeliveryPercent: number
  /** In which its prices are. */
  readonly currency: string
  readonly notes: string
}

interface DraftHeadProps {
  values: HeadValues
  onChange: (change: Partial<HeadValues>) => void
  locations: readonly Location[]
  /** Why the location is wrong, once saving was tried. */
  locationProblem: string | null
}

/** The head of an order that is being written. */
export function DraftHead({ values, onChange, locations, locationProblem }: DraftHeadProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.head}>
      <SupplierPicker values={values} onChange={onChange} />
      <Select
        label={t('purchaseOrders.location')}
        placeholder={t('purchaseOrders.chooseLocation')}
        data={locations.map(({ id, name, code }) => ({ value: String(id), label: `${name} (${code})` }))}
        value={values.locationId === null ? null : String(values.locationId)}
        onChange={id => onChange({ locationId: id === null ? null : Number(id) })}
        allowDeselect={false}
        searchable={locations.length > 8}
        error={locationProblem}
      />
      <TextInput
        type="date"
        label={t('purchaseOrders.expected')}
        value={values.expectedOn}
        onChange={event => onChange({ expectedOn: event.currentTarget.value })}
      />
      <NumberInput
        label={t('purchaseOrders.overDelivery')}
        suffix=" %"
        min={0}
        max={100}
        clampBehavior="strict"
        allowDecimal={false}
        hideControls
        value={values.overDeliveryPercent}
        onChange={value => onChange({ overDeliveryPercent: Number(value) || 0 })}
      />
      <Select
        label={t('purchaseOrders.currency')}
        data={currencies}
        value={values.currency}
        onChange={currency => (currency === null ? undefined : onChange({ currency }))}
        allowDeselect={false}
        searchable
      />
      <Textarea
        label={t('purchaseOrders.notes')}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={2000}
        value={values.notes}
        onChange={event => onChange({ notes: event.currentTarget.value })}
      />
    </div>
  )
}

const currencies = Intl.supportedValuesOf('currency')

interface SupplierPickerProps {
  values: HeadValues
  onChange: (change: Partial<HeadValues>) => void
}

/** Chooses the supplier; one that is not there yet is added by its name on the spot. */
function SupplierPicker({ values, onChange }: SupplierPickerProps) {
  const { t } = useTranslation()
  const own = useConventions().currency
  const { supplier } = values
  const mayAdd = useMay('people.write')
  const [problem, setProblem] = useState<string | null>(null)
  const add = useWrite(api.people.addSupplier, {
    onDone: ({ id, name }) => {
      onChange({ supplier: { id, name } })
      notify.done(t('purchaseOrders.supplierAdded', { name }))
    },
  })
  const addCalled = (name: string) => {
    setProblem(null)
    add.mutate({ body: { name } }, { onError: error => setProblem(sentenceOf(error)) })
  }
  return (
    <Picker
      label={t('purchaseOrders.supplier')}
      endpoint={api.people.listSuppliers}
      input={search => ({ query: { search, limit: 20 } })}
      rows={answer => answer.items}
      option={({ id, name, number }) => ({ key: id, label: name, detail: number })}
      value={supplier === null ? null : { key: supplier.id, label: supplier.name }}
      onChange={row => {
        setProblem(null)
        onChange(row === null ? { supplier: null } : termsOf(row, values, own))
      }}
      {...(mayAdd
        ? { onCreate: addCalled, createLabel: (name: string) => t('purchaseOrders.addSupplier', { name }) }
        : {})}
      disabled={add.isPending}
      error={problem}
    />
  )
}

/** What a supplier brings along: its currency, and a day to expect the goods where nobody has said one. */
function termsOf(
  { id, name, currency, leadTimeDays }: Supplier,
  { expectedOn }: HeadValues,
  own: string,
): Partial<HeadValues> {
  const arrival = new Date()
  arrival.setDate(arrival.getDate() + (leadTimeDays ?? 0))
  const day = [arrival.getFullYear(), arrival.getMonth() + 1, arrival.getDate()]
    .map(part => String(part).padStart(2, '0'))
    .join('-')
  return {
    supplier: { id, name },
    currency: currency ?? own,
    ...(expectedOn === '' && leadTimeDays !== null ? { expectedOn: day } : {}),
  }
}
