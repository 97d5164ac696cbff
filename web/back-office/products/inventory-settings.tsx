import { Select, Switch } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tracking } from '../../../contract/catalog.ts'
import { FieldRow, Notice, QuantityField, Section, useFormat } from '../../kit/public.ts'
import type { ProductEntry } from './product-entry.ts'
import styles from './products.module.css'

interface SettingsProps {
  entry: ProductEntry
  lockedAt: string | null
  convert?: ReactNode
}

/** How closely stock of the product is followed. The switches lock with its first inventory change. */
export function InventorySettings({ entry, lockedAt, convert }: SettingsProps) {
  const { t } = useTranslation()
  return (
    <Section title={t('products.inventory')}>
      <div className={styles.settings}>
        <TrackingSwitches entry={entry} lockedAt={lockedAt} convert={convert} />
        <FieldRow>
          {entry.values.variants.length > 0 ? null : (
            <QuantityField
              label={t('products.unitsPerPu')}
              description={t('products.unitsPerPuHint')}
              {...entry.at('unitsPerPu')}
              value={entry.values.unitsPerPu}
            />
          )}
          <DecimalsField entry={entry} lockedAt={lockedAt} />
        </FieldRow>
        <Switch
          label={t('products.backorders')}
          description={t('products.backordersHint')}
          {...entry.form.getInputProps('backordersAllowed', { type: 'checkbox' })}
        />
      </div>
    </Section>
  )
}

/** A locked switch is still read: it says how the product is tracked. */
const switchLook = { label: styles.switchLabel ?? '', track: styles.switchTrack ?? '' }

function TrackingSwitches({ entry, lockedAt, convert }: SettingsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { form } = entry
  const { tracking } = form.getValues()
  const isLocked = lockedAt !== null
  const follow = (next: Tracking) => {
    form.clearFieldError('tracking')
    form.setFieldValue('tracking', next)
    if (next.serials) form.setFieldValue('decimals', 0)
  }
  return (
    <div className={styles.switches}>
      {isLocked ? <Notice>{t('products.locked', { date: format.time(lockedAt) })}</Notice> : null}
      {isLocked && convert ? <div>{convert}</div> : null}
      <Switch
        label={t('products.trackLots')}
        description={tracking.serials ? t('products.serialsBringLots') : t('products.trackLotsHint')}
        checked={tracking.lots}
        disabled={isLocked || tracking.serials}
        classNames={switchLook}
        onChange={event => follow({ lots: event.currentTarget.checked, serials: false })}
        error={form.errors.tracking}
      />
      <Switch
        label={t('products.trackSerials')}
        description={t('products.trackSerialsHint')}
        checked={tracking.serials}
        disabled={isLocked}
        classNames={switchLook}
        onChange={event =>
          follow({ lots: event.currentTarget.checked || tracking.lots, serials: event.currentTarget.checked })
        }
      />
    </div>
  )
}

/** By how many decimals there are. */
const decimalWords = ['whole', 'one', 'two', 'three'] as const

function DecimalsField({ entry, lockedAt }: SettingsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { form } = entry
  const { decimals, tracking } = form.getValues()
  const why = tracking.serials
    ? t('products.decimalsSerials')
    : lockedAt !== null
      ? t('products.decimalsLocked', { date: format.time(lockedAt) })
      : undefined
  return (
    <Select
      label={t('products.decimals')}
      description={why}
      data={decimalWords.map((word, one) => ({
        value: String(one),
        label: t(`products.decimalsOf.${word}`),
      }))}
      value={String(decimals)}
      onChange={value => form.setFieldValue('decimals', Number(value))}
      allowDeselect={false}
      disabled={why !== undefined}
      classNames={{ input: styles.settled ?? '' }}
      error={form.errors.decimals}
    />
  )
}
