import { Button, Group, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { ShopSettings } from '../../../contract/shop.ts'
import { RefusalError } from '../../client/public.ts'
import { EntryForm, FieldRow, notify, Section, UnsavedGuard, useEntryForm } from '../../kit/public.ts'
import { currencyChoices, timeZoneChoices } from './money-and-time.ts'

interface ShopFormProps {
  shop: ShopSettings
  /** The document for whose sake the currency stays. */
  lockedBy: string | null
  onSaved: (shop: ShopSettings) => void
  onReload: () => void
}

/** The fields of the shop, saved together. */
export function ShopForm({ shop, lockedBy, onSaved, onReload }: ShopFormProps) {
  const { t } = useTranslation()
  const currencies = useMemo(() => currencyChoices(), [])
  const zones = useMemo(() => timeZoneChoices(), [])
  const { currencyLockedBy: _, logo: __, version, ...initial } = shop
  const entry = useEntryForm({
    endpoint: api.shop.changeShop,
    initial,
    input: values => ({ body: { ...values, version } }),
    refusedFields: { currency_locked: 'currency' },
    onDone: saved => {
      notify.done(t('shop.saved'))
      onSaved(saved)
    },
  })
  const isOutdated = entry.problem instanceof RefusalError && entry.problem.code === 'changed_meanwhile'
  return (
    <>
      <UnsavedGuard dirty={entry.dirty} />
      <EntryForm
        entry={entry}
        label={t('shop.title')}
        actions={
          <Group gap="xs">
            {isOutdated ? (
              <Button variant="default" onClick={onReload}>
                {t('shop.reload')}
              </Button>
            ) : null}
            <Button type="submit" loading={entry.busy}>
              {t('kit.save')}
            </Button>
          </Group>
        }
      >
        <Section title={t('shop.identity')}>
          <TextInput
            label={t('shop.name')}
            description={t('shop.identityHint')}
            autoComplete="organization"
            {...entry.at('name')}
          />
        </Section>
        <Textarea
          label={t('shop.address')}
          description={t('shop.addressHint')}
          autosize
          minRows={3}
          {...entry.at('address')}
        />
        <FieldRow>
          <TextInput label={t('shop.email')} type="email" {...entry.at('email')} />
          <TextInput label={t('shop.phone')} type="tel" {...entry.at('phone')} />
        </FieldRow>
        <TextInput
          label={t('shop.taxNumber')}
          description={t('shop.taxNumberHint')}
          {...entry.at('taxNumber')}
        />
        <Section title={t('shop.money')}>
          <FieldRow>
            <Select
              label={t('shop.currency')}
              description={
                lockedBy === null ? t('shop.currencyHint') : t('shop.currencyLocked', { document: lockedBy })
              }
              data={currencies}
              searchable
              allowDeselect={false}
              disabled={lockedBy !== null}
              {...entry.at('currency')}
            />
            <Select
              label={t('shop.timeZone')}
              description={t('shop.timeZoneHint')}
              data={zones}
              limit={60}
              searchable
              allowDeselect={false}
              {...entry.at('timeZone')}
            />
          </FieldRow>
        </Section>
        <Switch
          label={t('shop.pricesIncludeTax')}
          description={t('shop.pricesIncludeTaxHint')}
          {...entry.form.getInputProps('pricesIncludeTax', { type: 'checkbox' })}
        />
      </EntryForm>
    </>
  )
}
