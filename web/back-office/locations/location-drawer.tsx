import { Button, Group, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { Location } from '../../../contract/stock.ts'
import { useWrite } from '../../client/public.ts'
import { Code, type Column, DataTable, EmptyState, notify, Refused, Section } from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { expandBins } from './bin-range.ts'
import { BinsField } from './bins-field.tsx'
import styles from './locations.module.css'

type Bin = Location['bins'][number]

/** A location's bins, and the way to add more. */
export function LocationDrawer({ location }: { location: Location }) {
  const { t } = useTranslation()
  const mayWrite = useMay('stock.write')
  const [search, setSearch] = useState('')
  const found = useMemo(
    () => location.bins.filter(bin => bin.code.toLowerCase().includes(search.trim().toLowerCase())),
    [location.bins, search],
  )
  const columns = useMemo<Column<Bin>[]>(
    () => [{ id: 'code', header: t('locations.bins'), cell: bin => <Code copies>{bin.code}</Code> }],
    [t],
  )
  return (
    <div className={styles.drawer}>
      <p className={styles.facts}>
        <Code>{location.code}</Code> · {t(`locations.kinds.${location.kind}`)} ·{' '}
        {t('locations.count', { count: location.bins.length })}
      </p>
      {mayWrite ? <AddBins location={location} /> : null}
      <TextInput
        aria-label={t('locations.searchBins')}
        placeholder={t('locations.searchBins')}
        value={search}
        onChange={event => setSearch(event.currentTarget.value)}
      />
      <DataTable
        label={t('locations.bins')}
        height="rows"
        rows={found}
        columns={columns}
        keyOf={bin => bin.id}
        toneOf={bin => (bin.archived ? 'muted' : undefined)}
        empty={
          <EmptyState title={search === '' ? t('locations.noBins') : t('locations.noSuchBin', { search })} />
        }
      />
    </div>
  )
}

function AddBins({ location }: { location: Location }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const known = useMemo(() => new Set(location.bins.map(bin => bin.code)), [location.bins])
  const { codes, problem } = useMemo(() => expandBins(typed), [typed])
  const fresh = codes.filter(code => !known.has(code))
  const write = useWrite(api.stock.addBins, {
    onDone: () => {
      setTyped('')
      notify.done(t('locations.binsAdded', { name: location.name }))
    },
  })
  return (
    <Section title={t('locations.addBins')}>
      <form
        className={styles.addBins}
        onSubmit={event => {
          event.preventDefault()
          if (fresh.length > 0) write.mutate({ params: { locationId: location.id }, body: { codes: fresh } })
        }}
      >
        <BinsField value={typed} onChange={setTyped} hint={t('locations.binsHint')} known={known} />
        <Refused error={write.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={write.isPending} disabled={fresh.length === 0 || problem !== null}>
            {fresh.length === 0
              ? t('locations.addBins')
              : t('locations.addBinsMany', { count: fresh.length })}
          </Button>
        </Group>
      </form>
    </Section>
  )
}
