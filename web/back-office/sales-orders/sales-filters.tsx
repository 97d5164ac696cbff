import { Select, Switch, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { paymentState } from '../../../contract/payments.ts'
import type { SalesView } from '../../../contract/preferences.ts'
import { api } from '../../../contract/public.ts'
import { salesChannel } from '../../../contract/sales.ts'
import { useRead } from '../../client/public.ts'
import { Filters, Picker, SearchField } from '../../kit/public.ts'
import styles from './sales-orders.module.css'

/** What the overview is narrowed to; it stands in the page's address. */
export type Narrowing = { [Key in keyof SalesView['shown']]?: SalesView['shown'][Key] | undefined }

interface SalesFiltersProps {
  shown: Narrowing
  onNarrow: (by: Narrowing) => void
  /** What stands behind the filters. */
  children: ReactNode
}

export function SalesFilters({ shown, onNarrow, children }: SalesFiltersProps) {
  const { t } = useTranslation()
  const locations = useRead(api.stock.listLocations, {}).data?.items ?? []
  return (
    <Filters>
      <SearchField
        label={t('salesOrders.search')}
        value={shown.search ?? ''}
        onSearch={text => onNarrow({ search: text || undefined })}
      />
      <CustomerFilter shown={shown} onNarrow={onNarrow} />
      <Select
        aria-label={t('salesOrders.paymentState')}
        data={[
          { value: '', label: t('salesOrders.anyPayment') },
          ...paymentState.options.map(value => ({ value, label: t(`salesOrders.payment.${value}`) })),
        ]}
        value={shown.payment ?? ''}
        onChange={value => onNarrow({ payment: paymentState.options.find(one => one === value) })}
        allowDeselect={false}
        w={150}
      />
      <Select
        aria-label={t('salesOrders.channel')}
        data={[
          { value: '', label: t('salesOrders.anyChannel') },
          ...salesChannel.options.map(value => ({ value, label: t(`salesOrders.channels.${value}`) })),
        ]}
        value={shown.channel ?? ''}
        onChange={value => onNarrow({ channel: salesChannel.options.find(one => one === value) })}
        allowDeselect={false}
        w={150}
      />
      {locations.length < 2 ? null : (
        <Select
          aria-label={t('salesOrders.location')}
          placeholder={t('salesOrders.anyLocation')}
          data={locations.map(one => ({ value: String(one.id), label: one.name }))}
          value={shown.locationId === undefined ? null : String(shown.locationId)}
          onChange={value => onNarrow({ locationId: value === null ? undefined : Number(value) })}
          clearable
          w={170}
        />
      )}
      <DayField
        label={t('salesOrders.placedFrom')}
        value={shown.placedFrom}
        onChange={placedFrom => onNarrow({ placedFrom })}
      />
      <DayField
        label={t('salesOrders.placedTo')}
        value={shown.placedTo}
        onChange={placedTo => onNarrow({ placedTo })}
      />
      <Switch
        label={t('salesOrders.onlyWaiting')}
        checked={shown.waiting ?? false}
        onChange={event => onNarrow({ waiting: event.currentTarget.checked || undefined })}
      />
      {children}
    </Filters>
  )
}

/** One customer, by name or number. */
function CustomerFilter({ shown, onNarrow }: Pick<SalesFiltersProps, 'shown' | 'onNarrow'>) {
  const { t } = useTranslation()
  const customerId = shown.customerId ?? 0
  const customer = useRead(api.people.readCustomer, { params: { customerId } }, { enabled: customerId > 0 })
  return (
    <div className={styles.customerFilter}>
      <Picker
        label={t('salesOrders.customer')}
        placeholder={t('salesOrders.anyCustomer')}
        endpoint={api.people.listCustomers}
        input={search => ({ query: { search, limit: 20 } })}
        rows={answer => answer.items}
        option={one => ({ key: one.id, label: one.name, detail: one.number })}
        value={customerId === 0 ? null : { key: customerId, label: customer.data?.name ?? '…' }}
        onChange={chosen => onNarrow({ customerId: chosen?.id })}
        labelHidden
      />
    </div>
  )
}

interface DayFieldProps {
  label: string
  value: string | undefined
  onChange: (day: string | undefined) => void
}

function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <TextInput
      type="date"
      aria-label={label}
      title={label}
      value={value ?? ''}
      onChange={event => onChange(event.currentTarget.value || undefined)}
      w={150}
    />
  )
}
