import { Button, Group, MultiSelect, Select, Switch, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { StoreSettings } from '../../../contract/store.ts'
import { RefusalError, useRead } from '../../client/public.ts'
import {
  EntryForm,
  FieldRow,
  notify,
  QuantityField,
  Section,
  UnsavedGuard,
  useEntryForm,
  useFormat,
} from '../../kit/public.ts'

interface StoreFormProps {
  store: StoreSettings
  onSaved: (store: StoreSettings) => void
  onReload: () => void
}

/** The store's settings, saved together. */
export function StoreForm({ store, onSaved, onReload }: StoreFormProps) {
  const { t } = useTranslation()
  const { address: _, published: __, unpublished: ___, version, ...settings } = store
  const entry = useEntryForm({
    endpoint: api.store.changeStore,
    initial: {
      ...settings,
      daysToPay: settings.daysToPay as number | null,
      mostOfOne: settings.mostOfOne as number | null,
    },
    input: values => ({
      body: {
        ...values,
        daysToPay: values.daysToPay as number,
        mostOfOne: values.mostOfOne as number,
        version,
      },
    }),
    fieldOf: path => path.split('.')[0] ?? path,
    refusedFields: { store_needs_location: 'locationId' },
    onDone: saved => {
      notify.done(t('store.saved'))
      onSaved(saved)
    },
  })
  const isOutdated = entry.problem instanceof RefusalError && entry.problem.code === 'changed_meanwhile'
  return (
    <>
      <UnsavedGuard dirty={entry.dirty} />
      <EntryForm
        entry={entry}
        label={t('store.title')}
        actions={
          <Group gap="xs">
            {isOutdated ? (
              <Button variant="default" onClick={onReload}>
                {t('store.reload')}
              </Button>
            ) : null}
            <Button type="submit" loading={entry.busy}>
              {t('kit.save')}
            </Button>
          </Group>
        }
      >
        <Switch
          label={t('store.isOpen')}
          description={t('store.isOpenHint')}
          {...entry.form.getInputProps('isOpen', { type: 'checkbox' })}
        />
        <PlaceFields entry={entry} />
        <Section title={t('store.page')}>
          <Textarea
            label={t('store.greeting')}
            description={t('store.greetingHint')}
            autosize
            minRows={2}
            {...entry.at('greeting')}
          />
        </Section>
        <Textarea
          label={t('store.terms')}
          description={t('store.termsHint')}
          autosize
          minRows={4}
          maxRows={20}
          {...entry.at('terms')}
        />
        <PaymentFields entry={entry} />
      </EntryForm>
    </>
  )
}

type StoreValues = Omit<
  StoreSettings,
  'address' | 'published' | 'unpublished' | 'version' | 'daysToPay' | 'mostOfOne'
> & {
  daysToPay: number | null
  mostOfOne: number | null
}
type StoreEntry = ReturnType<typeof useEntryForm<typeof api.store.changeStore, StoreValues>>

function PlaceFields({ entry }: { entry: StoreEntry }) {
  const { t } = useTranslation()
  const locations = useRead(api.stock.listLocations, {}, { staleTime: 60_000 }).data?.items ?? []
  const choices = locations.map(one => ({ value: String(one.id), label: `${one.name} (${one.code})` }))
  const { locationId, collectionIds } = entry.values
  return (
    <Section title={t('store.where')}>
      <FieldRow>
        <Select
          label={t('store.location')}
          description={t('store.locationHint')}
          data={choices}
          value={locationId === null ? null : String(locationId)}
          onChange={value => entry.form.setFieldValue('locationId', value === null ? null : Number(value))}
          error={entry.form.errors.locationId}
        />
        <MultiSelect
          label={t('store.collection')}
          description={t('store.collectionHint')}
          placeholder={collectionIds.length === 0 ? t('store.collectionNone') : ''}
          data={choices}
          value={collectionIds.map(String)}
          onChange={values => entry.form.setFieldValue('collectionIds', values.map(Number))}
          error={entry.form.errors.collectionIds}
        />
      </FieldRow>
    </Section>
  )
}

function PaymentFields({ entry }: { entry: StoreEntry }) {
  const { t } = useTranslation()
  const format = useFormat()
  const rates = useRead(api.taxRates.listTaxRates, {}, { staleTime: 60_000 }).data?.items ?? []
  const chosen = entry.values.shippingTaxRateId
  return (
    <>
      <Section title={t('store.payment')}>
        <Textarea
          label={t('store.bankDetails')}
          description={t('store.bankDetailsHint')}
          autosize
          minRows={3}
          {...entry.at('bankDetails')}
        />
      </Section>
      <FieldRow>
        <QuantityField
          label={t('store.daysToPay')}
          description={t('store.daysToPayHint')}
          {...entry.at('daysToPay')}
          value={entry.values.daysToPay}
        />
        <QuantityField
          label={t('store.mostOfOne')}
          description={t('store.mostOfOneHint')}
          {...entry.at('mostOfOne')}
          value={entry.values.mostOfOne}
        />
        <Select
          label={t('store.shippingTax')}
          placeholder={t('store.shippingTaxNone')}
          clearable
          data={rates
            .filter(rate => !rate.archived || rate.id === chosen)
            .map(rate => ({
              value: String(rate.id),
              label: `${rate.name} · ${format.percent(rate.basisPoints)}`,
            }))}
          value={chosen === null ? null : String(chosen)}
          onChange={value =>
            entry.form.setFieldValue('shippingTaxRateId', value === null ? null : Number(value))
          }
          error={entry.form.errors.shippingTaxRateId}
        />
      </FieldRow>
    </>
  )
}
