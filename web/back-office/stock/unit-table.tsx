import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { UnitChoice } from '../../../contract/stock.ts'
import { usePages } from '../../client/public.ts'
import {
  Code,
  type Column,
  DataTable,
  EmptyState,
  fromPages,
  SearchField,
  Section,
} from '../../kit/public.ts'
import { BlockedState } from './blocked-state.tsx'
import styles from './stock.module.css'

/** The pieces on hand, searched by serial number. */
export function UnitTable({ variantId, locationId }: { variantId: number; locationId: number | null }) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const pages = usePages(api.stock.listUnits, {
    params: { variantId },
    query: { search, locationId: locationId ?? undefined, onlyOnHand: true, limit: 100 },
  })
  const columns = useMemo(() => columnsOf(t), [t])
  return (
    <Section title={t('stock.serials')}>
      <div className={styles.searched}>
        <SearchField label={t('stock.searchSerials')} value={search} onSearch={setSearch} />
        <DataTable
          {...fromPages(pages)}
          label={t('stock.serials')}
          height="rows"
          columns={columns}
          keyOf={unit => unit.id}
          link={unit => ({ to: '/trace/units/$unitId', params: { unitId: unit.id } })}
          toneOf={unit => (unit.blockedBecause === null ? undefined : 'warn')}
          empty={
            <EmptyState title={search === '' ? t('stock.noSerials') : t('stock.noSuchSerial', { search })} />
          }
        />
      </div>
    </Section>
  )
}

function columnsOf(t: TFunction): Column<UnitChoice>[] {
  return [
    {
      id: 'serial',
      header: t('stock.serial'),
      width: 'minmax(10rem, 2fr)',
      cell: unit => <Code>{unit.serial}</Code>,
    },
    {
      id: 'lot',
      header: t('stock.lot'),
      width: 'minmax(8rem, 1fr)',
      cell: unit => (unit.lot === null ? null : <Code>{unit.lot.number}</Code>),
    },
    {
      id: 'bin',
      header: t('stock.bin'),
      width: 'minmax(7rem, 1fr)',
      cell: unit => (unit.bin === null ? null : <Code>{unit.bin.code}</Code>),
    },
    {
      id: 'location',
      header: t('stock.location'),
      width: 'minmax(8rem, 1.5fr)',
      cell: unit => unit.location?.name,
    },
    {
      id: 'state',
      header: t('stock.state'),
      width: 'minmax(11rem, 2fr)',
      narrow: 'aside',
      cell: unit => <BlockedState because={unit.blockedBecause} />,
    },
  ]
}
