import { Button, Select } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '../../../contract/people.ts'
import { api } from '../../../contract/public.ts'
import { type CallInput, useRead, useWrite } from '../../client/public.ts'
import { FieldRow, notify, Page, PageHeader, Refused, UnsavedGuard } from '../../kit/public.ts'
import { CustomerPicker } from './customer-picker.tsx'
import { areReadable, type DraftLine, isReadable, noTerms, sentOf } from './draft-order.ts'
import { LocationsProblem } from './locations-problem.tsx'
import { OrderEditor } from './order-editor.tsx'
import styles from './sales-orders.module.css'
import { useSendingLocation } from './use-sending-location.ts'

/** A sales order by hand: customer, where it is sent from, products by number, name, barcode or scan. */
export function NewSalesOrderScreen() {
  const { t } = useTranslation()
  const [customer, setCustomer] = useState<Customer | null>(null)
  const { locations, locationId, choose } = useSendingLocation()
  const [lines, setLines] = useState<readonly DraftLine[]>([])
  const [terms, setTerms] = useState(noTerms)
  const shop = useRead(api.shop.readShop, {})
  /** Once saving was tried, what is missing is said. */
  const [tried, setTried] = useState(false)
  const { save, isPending, error, isPlaced } = usePlacing()

  const onSave = () => {
    setTried(true)
    const isComplete = lines.length > 0 && lines.every(isReadable) && areReadable(terms)
    if (customer !== null && locationId !== null && isComplete)
      save({ customerId: customer.id, locationId, channel: 'back_office', ...sentOf(lines, terms) })
  }
  return (
    <Page>
      <PageHeader
        title={t('salesOrders.newTitle')}
        crumbs={[{ label: t('salesOrders.title'), link: { to: '/sales-orders' } }]}
        actions={
          <Button loading={isPending} onClick={onSave}>
            {t('salesOrders.save')}
          </Button>
        }
      />
      <UnsavedGuard dirty={(customer !== null || lines.length > 0) && !isPlaced} />
      <Refused error={error} />
      <LocationsProblem locations={locations} />
      <div className={styles.head} ref={focusFirstField}>
        <FieldRow>
          <CustomerPicker
            value={customer}
            onChange={chosen => {
              setCustomer(chosen)
              setTerms({ ...terms, address: chosen?.address ?? '' })
            }}
            error={tried && customer === null ? t('salesOrders.chooseCustomer') : null}
          />
          <Select
            label={t('salesOrders.location')}
            data={locations.data?.items.map(one => ({ value: String(one.id), label: one.name })) ?? []}
            value={locationId === null ? null : String(locationId)}
            onChange={value => choose(Number(value))}
            allowDeselect={false}
            error={tried && locationId === null ? t('salesOrders.chooseLocation') : null}
          />
        </FieldRow>
      </div>
      <OrderEditor
        lines={lines}
        onLines={setLines}
        terms={terms}
        onTerms={setTerms}
        locationId={locationId}
        pricesIncludeTax={shop.data?.pricesIncludeTax ?? true}
        tried={tried}
      />
    </Page>
  )
}

/** A clerk who opened the screen types the customer next; on a telephone the keyboard would only cover the screen. */
function focusFirstField(head: HTMLElement | null): void {
  if (matchMedia('(pointer: fine)').matches) head?.querySelector('input')?.focus()
}

/** Places the order, once however often it is pressed, and leads to its page. */
function usePlacing() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const write = useWrite(api.sales.placeSalesOrder)
  const placed = write.data
  // After the screen knows that nothing is unsaved any more; else leaving it would be asked about.
  useEffect(() => {
    if (placed === undefined) return
    notify.done(t('salesOrders.saved', { number: placed.number }))
    void navigate({ to: '/sales-orders/$orderId', params: { orderId: placed.id } })
  }, [placed, navigate, t])
  return {
    save: (body: CallInput<typeof api.sales.placeSalesOrder>['body']) => {
      if (!write.isPending && placed === undefined) write.mutate({ body })
    },
    isPending: write.isPending,
    isPlaced: placed !== undefined,
    error: write.error,
  }
}
