import { Button, Select, Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '../../../contract/people.ts'
import { api } from '../../../contract/public.ts'
import { useWrite } from '../../client/public.ts'
import {
  FieldRow,
  Money,
  notify,
  Page,
  PageHeader,
  Refused,
  Section,
  UnsavedGuard,
} from '../../kit/public.ts'
import { CustomerPicker } from './customer-picker.tsx'
import { type DraftLine, isReadable, orderInput, totalOf, withLine } from './draft-order.ts'
import { DraftRow } from './draft-row.tsx'
import { LocationsProblem } from './locations-problem.tsx'
import { focusProductEntry, ProductEntry } from './product-entry.tsx'
import styles from './sales-orders.module.css'
import { useSendingLocation } from './use-sending-location.ts'

/** A sales order by hand: customer, where it is sent from, products by number, name, barcode or scan. */
export function NewSalesOrderScreen() {
  const { t } = useTranslation()
  const [customer, setCustomer] = useState<Customer | null>(null)
  const { locations, locationId, choose } = useSendingLocation()
  const [lines, setLines] = useState<readonly DraftLine[]>([])
  const [notes, setNotes] = useState('')
  /** Once saving was tried, what is missing is said. */
  const [tried, setTried] = useState(false)
  const { save, isPending, error, isPlaced } = usePlacing()

  const onSave = () => {
    setTried(true)
    const isComplete = customer !== null && locationId !== null && lines.length > 0 && lines.every(isReadable)
    if (isComplete) save(orderInput(customer.id, locationId, notes, lines))
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
            onChange={setCustomer}
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
      <Section title={t('salesOrders.lines')}>
        {lines.map(line => (
          <DraftRow
            key={line.product.variantId}
            line={line}
            locationId={locationId}
            tried={tried}
            onChange={changed => setLines(withLine(lines, changed))}
            onRemove={() => setLines(lines.filter(other => other !== line))}
            onNext={focusProductEntry}
          />
        ))}
        <ProductEntry
          lines={lines}
          onLines={setLines}
          error={tried && lines.length === 0 ? t('salesOrders.noLines') : null}
        />
      </Section>
      <div className={styles.foot}>
        <Textarea
          label={t('salesOrders.notes')}
          autosize
          minRows={2}
          maxRows={8}
          value={notes}
          onChange={event => setNotes(event.currentTarget.value)}
        />
        <p className={styles.total} aria-live="polite">
          <span>{t('salesOrders.total')}</span>
          <Money minor={totalOf(lines)} />
        </p>
      </div>
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
    save: (body: ReturnType<typeof orderInput>) => {
      if (!write.isPending && placed === undefined) write.mutate({ body })
    },
    isPending: write.isPending,
    isPlaced: placed !== undefined,
    error: write.error,
  }
}
