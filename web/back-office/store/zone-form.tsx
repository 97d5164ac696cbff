import { ActionIcon, Button, MultiSelect, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { countryCodes } from '../../../contract/countries.ts'
import { api } from '../../../contract/public.ts'
import type { DeliveryZone } from '../../../contract/store.ts'
import { useWrite } from '../../client/public.ts'
import { EntryForm, MoneyField, notify, Refused, Section, useEntryForm } from '../../kit/public.ts'
import styles from './store.module.css'

const names = new Intl.DisplayNames('en', { type: 'region' })
export const countryName = (code: string): string => names.of(code) ?? code

type ZoneValues = {
  name: string
  countries: string[]
  /** As it is typed: beginnings separated by commas. */
  postcodes: string
  rates: { name: string; priceMinor: number | null; freeFromMinor: number | null }[]
}
const blankRate = { name: '', priceMinor: null, freeFromMinor: null }

/** Adds a zone, or changes or removes one. */
export function ZoneForm({ zone, onDone }: { zone: DeliveryZone | null; onDone: () => void }) {
  const { t } = useTranslation()
  const countries = useMemo(
    () =>
      countryCodes
        .map(value => ({ value, label: countryName(value) }))
        .toSorted((one, other) => one.label.localeCompare(other.label)),
    [],
  )
  const entry = useZoneEntry(zone, onDone)
  const remove = useWrite(api.store.removeZone, {
    onDone: () => {
      notify.done(t('store.zoneRemoved'))
      onDone()
    },
  })
  return (
    <EntryForm
      entry={entry}
      actions={
        <>
          {zone === null ? null : (
            <Button
              variant="subtle"
              color="red"
              loading={remove.isPending}
              onClick={() => remove.mutate({ params: { zoneId: zone.id } })}
            >
              {t('store.zoneRemove')}
            </Button>
          )}
          <Button type="submit" loading={entry.busy}>
            {t('kit.save')}
          </Button>
        </>
      }
    >
      <TextInput
        label={t('store.zoneName')}
        placeholder={t('store.zoneNameExample')}
        data-autofocus
        {...entry.at('name')}
      />
      <MultiSelect
        label={t('store.zoneCountries')}
        data={countries}
        searchable
        limit={60}
        {...entry.at('countries')}
      />
      <TextInput
        label={t('store.zonePostcodes')}
        description={t('store.zonePostcodesHint')}
        autoComplete="off"
        {...entry.at('postcodes')}
      />
      <RateFields entry={entry} />
      <Refused error={remove.error} />
    </EntryForm>
  )
}

function useZoneEntry(zone: DeliveryZone | null, onDone: () => void) {
  const { t } = useTranslation()
  const initial: ZoneValues =
    zone === null
      ? { name: '', countries: [], postcodes: '', rates: [blankRate] }
      : { ...zone, postcodes: zone.postcodePrefixes.join(', ') }
  const bodyOf = ({ postcodes, name, countries, rates }: ZoneValues) => ({
    name,
    countries,
    postcodePrefixes: postcodes.split(/[,;\s]+/).filter(text => text !== ''),
    rates: rates.map(rate => ({ ...rate, priceMinor: rate.priceMinor as number })),
  })
  return useEntryForm<typeof api.store.addZone, ZoneValues>({
    // Both take the same body; the one that changes also says which zone.
    endpoint: zone === null ? api.store.addZone : (api.store.changeZone as never),
    initial,
    input: values =>
      ({ body: bodyOf(values), ...(zone === null ? {} : { params: { zoneId: zone.id } }) }) as never,
    fieldOf: path => path.replace(/^postcodePrefixes.*/, 'postcodes').replace(/^countries\..*/, 'countries'),
    onDone: saved => {
      notify.done(t('store.zoneSaved', { name: saved.name }))
      onDone()
    },
  })
}

function RateFields({ entry }: { entry: ReturnType<typeof useZoneEntry> }) {
  const { t } = useTranslation()
  const { rates } = entry.values
  return (
    <Section
      title={t('store.zoneRates')}
      actions={
        <Button
          variant="default"
          size="xs"
          onClick={() => entry.form.insertListItem('rates', { ...blankRate })}
        >
          {t('store.rateAdd')}
        </Button>
      }
    >
      {rates.map((rate, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rate has no name of its own until it is typed
        <div key={index} className={styles.rate}>
          <TextInput
            label={t('store.rateName')}
            placeholder={t('store.rateNameExample')}
            className={styles.rateName}
            {...entry.at(`rates.${index}.name`)}
          />
          <MoneyField
            label={t('store.ratePrice')}
            {...entry.at(`rates.${index}.priceMinor`)}
            value={rate.priceMinor}
          />
          <MoneyField
            label={t('store.rateFree')}
            placeholder={t('store.rateFreeHint')}
            {...entry.at(`rates.${index}.freeFromMinor`)}
            value={rate.freeFromMinor}
          />
          {rates.length === 1 ? null : (
            <ActionIcon
              variant="subtle"
              aria-label={t('store.rateRemove', { name: rate.name })}
              onClick={() => entry.form.removeListItem('rates', index)}
            >
              <IconTrash size={18} aria-hidden="true" />
            </ActionIcon>
          )}
        </div>
      ))}
    </Section>
  )
}
