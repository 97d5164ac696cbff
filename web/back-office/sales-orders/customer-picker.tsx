import { useTranslation } from 'react-i18next'
import type { Customer } from '../../../contract/people.ts'
import { api } from '../../../contract/public.ts'
import { useWrite } from '../../client/public.ts'
import { notify, Picker } from '../../kit/public.ts'
import { useMay } from '../session.ts'

interface CustomerPickerProps {
  value: Customer | null
  onChange: (customer: Customer | null) => void
  error: string | null
}

/** Chooses a customer by name, number or e-mail; an unknown name is added as a customer on the spot. */
export function CustomerPicker({ value, onChange, error }: CustomerPickerProps) {
  const { t } = useTranslation()
  const mayAdd = useMay('people.write')
  const write = useWrite(api.people.addCustomer, {
    onDone: customer => {
      onChange(customer)
      notify.done(t('salesOrders.customerAdded', { name: customer.name }))
    },
  })
  const adding = {
    onCreate: (name: string) => write.mutate({ body: { name } }),
    createLabel: (name: string) => t('salesOrders.customerAdd', { name }),
  }
  return (
    <Picker
      label={t('salesOrders.customer')}
      endpoint={api.people.listCustomers}
      input={search => ({ query: { search, limit: 20 } })}
      rows={answer => answer.items}
      option={customer => ({
        key: customer.id,
        label: customer.name,
        detail: customer.number,
      })}
      value={value === null ? null : { key: value.id, label: value.name }}
      onChange={onChange}
      error={write.error?.message ?? error}
      {...(mayAdd ? adding : {})}
    />
  )
}
