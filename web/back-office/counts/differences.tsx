import { Button, Group, Select } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CountDifference, countDifference, type StockCount } from '../../../contract/counts.ts'
import { api } from '../../../contract/public.ts'
import { call, usePages } from '../../client/public.ts'
import {
  Code,
  type Column,
  DataTable,
  EmptyState,
  fromPages,
  notify,
  Quantity,
  Section,
  useFormat,
} from '../../kit/public.ts'
import { PlaceLink } from '../trace/place-link.tsx'
import { asCsv } from '../trace/recall-list.ts'

type Kind = CountDifference['kind']

/** What is missing, unexpected or elsewhere; to be looked at, and taken along as a file. */
export function Differences({ count }: { count: StockCount }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<Kind | null>(null)
  const params = { countId: count.id }
  const pages = usePages(api.counts.listCountDifferences, {
    params,
    query: { limit: 100, ...(kind === null ? {} : { kind }) },
  })
  const columns = useMemo(() => columnsOf(t), [t])
  return (
    <Section
      title={t('counts.differencesOf')}
      actions={
        <Group gap="xs">
          <Select
            size="xs"
            aria-label={t('counts.kind')}
            data={[
              { value: '', label: t('counts.allKinds') },
              ...countDifference.shape.kind.options.map(value => ({
                value,
                label: t(`counts.kinds.${value}`),
              })),
            ]}
            value={kind ?? ''}
            allowDeselect={false}
            onChange={value => setKind((value || null) as Kind | null)}
          />
          <Download count={count} />
        </Group>
      }
    >
      <DataTable
        {...fromPages(pages)}
        label={t('counts.differencesOf')}
        height="rows"
        columns={columns}
        keyOf={one => one.key}
        toneOf={one => (one.leftBecause === null ? undefined : 'muted')}
        empty={<EmptyState title={t('counts.noDifferences')} />}
      />
    </Section>
  )
}

function Download({ count }: { count: StockCount }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [busy, setBusy] = useState(false)
  const download = async () => {
    const rows: string[][] = [columnsOf(t).map(column => column.header)]
    let cursor: string | undefined
    do {
      const page = await call(api.counts.listCountDifferences, {
        params: { countId: count.id },
        query: { limit: 500, ...(cursor === undefined ? {} : { cursor }) },
      })
      for (const one of page.items)
        rows.push([
          one.bin,
          t(`counts.kinds.${one.kind}`),
          one.product ?? '',
          one.lotNumber ?? '',
          one.serial ?? '',
          format.quantity(one.expected, one.decimals),
          format.quantity(one.counted, one.decimals),
          [one.where, one.leftBecause === null ? null : t(`counts.left.${one.leftBecause}`)]
            .filter(Boolean)
            .join('. '),
        ])
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    save(asCsv(rows), `${t('counts.file', { number: count.number })}.csv`)
  }
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={busy}
      onClick={() => {
        setBusy(true)
        void download()
          .catch(notify.failed)
          .finally(() => setBusy(false))
      }}
    >
      {t('counts.download')}
    </Button>
  )
}

function save(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = name
  anchor.click()
  URL.revokeObjectURL(address)
}

function columnsOf(t: TFunction): (Column<CountDifference> & { header: string })[] {
  return [
    {
      id: 'bin',
      header: t('counts.bin'),
      width: '6rem',
      narrow: 'aside',
      cell: one => <Code>{one.bin}</Code>,
    },
    {
      id: 'kind',
      header: t('counts.kind'),
      width: 'minmax(9rem, 1fr)',
      narrow: 'title',
      cell: one => t(`counts.kinds.${one.kind}`),
    },
    {
      id: 'product',
      header: t('counts.product'),
      width: 'minmax(9rem, 2fr)',
      cell: one => one.product ?? '',
    },
    {
      id: 'lot',
      header: t('counts.lot'),
      width: 'minmax(6rem, 1fr)',
      cell: one => (one.lotNumber === null ? null : <Code>{one.lotNumber}</Code>),
    },
    {
      id: 'serial',
      header: t('counts.serial'),
      width: 'minmax(7rem, 1.2fr)',
      cell: one =>
        one.serial === null ? null : one.unitId === null ? (
          <Code>{one.serial}</Code>
        ) : (
          <PlaceLink kind="unit" id={one.unitId}>
            <Code>{one.serial}</Code>
          </PlaceLink>
        ),
    },
    {
      id: 'expected',
      header: t('counts.expected'),
      width: '7rem',
      align: 'end',
      cell: one => <Quantity units={one.expected} decimals={one.decimals} />,
    },
    {
      id: 'found',
      header: t('counts.found'),
      width: '5rem',
      align: 'end',
      cell: one => <Quantity units={one.counted} decimals={one.decimals} />,
    },
    {
      id: 'where',
      header: t('counts.where'),
      width: 'minmax(10rem, 2fr)',
      cell: one => (
        <>
          {one.where}
          {one.leftBecause === null ? null : (
            <>
              {one.where === null ? '' : '. '}
              {t(`counts.left.${one.leftBecause}`)}
            </>
          )}
        </>
      ),
    },
  ]
}
