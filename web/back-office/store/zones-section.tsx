import { Button } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { DeliveryZone } from '../../../contract/store.ts'
import { useRead } from '../../client/public.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  fromRead,
  Section,
  SideDrawer,
  useFormat,
} from '../../kit/public.ts'
import styles from './store.module.css'
import { countryName, ZoneForm } from './zone-form.tsx'

/** Where is delivered, and what it costs; a zone opens in a drawer. */
export function ZonesSection() {
  const { t } = useTranslation()
  const format = useFormat()
  const zones = useRead(api.store.listZones, {})
  const [open, setOpen] = useState<DeliveryZone | 'new' | null>(null)
  const columns = useMemo(() => columnsOf(t, format.money), [t, format])
  const close = () => setOpen(null)
  return (
    <Section
      title={t('store.zones')}
      actions={
        <Button variant="default" size="xs" onClick={() => setOpen('new')}>
          {t('store.zoneAdd')}
        </Button>
      }
    >
      <DataTable
        {...fromRead(zones, answer => answer.items)}
        height="rows"
        label={t('store.zones')}
        columns={columns}
        keyOf={zone => zone.id}
        onOpen={setOpen}
        empty={<EmptyState title={t('store.zoneNone')} sentence={t('store.zoneNoneSentence')} />}
      />
      <p className={styles.hint}>{t('store.zonesHint')}</p>
      <SideDrawer
        opened={open !== null}
        title={t(open === 'new' ? 'store.zoneAdd' : 'store.zoneChange')}
        onClose={close}
      >
        {open === null ? null : <ZoneForm zone={open === 'new' ? null : open} onDone={close} />}
      </SideDrawer>
    </Section>
  )
}

function columnsOf(t: TFunction, money: (minor: number) => string): Column<DeliveryZone>[] {
  return [
    {
      id: 'name',
      header: t('store.zoneName'),
      width: 'minmax(8rem, 1fr)',
      narrow: 'title',
      cell: zone => zone.name,
    },
    {
      id: 'countries',
      header: t('store.zoneCountries'),
      width: 'minmax(9rem, 2fr)',
      cell: zone =>
        [zone.countries.map(countryName).join(', '), zone.postcodePrefixes.join(' ')]
          .filter(text => text !== '')
          .join(': '),
    },
    {
      id: 'rates',
      header: t('store.zoneRates'),
      width: 'minmax(9rem, 2fr)',
      cell: zone => zone.rates.map(rate => `${rate.name} ${money(rate.priceMinor)}`).join('; '),
    },
  ]
}
