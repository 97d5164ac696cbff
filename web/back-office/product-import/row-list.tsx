import { Button, Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ProductImportRow,
  productImportVerdict,
  type RowVerdict,
  rowVerdict,
} from '../../../contract/product-import.ts'
import { api } from '../../../contract/public.ts'
import { fileAddress, useJob, usePages } from '../../client/public.ts'
import {
  Code,
  type Column,
  DataTable,
  EmptyState,
  Facts,
  fromPages,
  Quantity,
  Section,
  StateBadge,
  type Tone,
} from '../../kit/public.ts'
import styles from '../import-frame/import.module.css'

const tones: Record<RowVerdict, Tone> = {
  created: 'done',
  changed: 'open',
  unchanged: 'plain',
  skipped: 'warn',
  refused: 'bad',
}

interface RowListProps {
  importId: number
  jobId: number
  title: string
}

/** What a check or run said: the counts, every row with its verdict, and the whole of it to take away. */
export function RowList({ importId, jobId, title }: RowListProps) {
  const { t } = useTranslation()
  const { job } = useJob(jobId)
  const [chosen, setChosen] = useState<RowVerdict | null>(null)
  const pages = usePages(api.productImport.listProductImportRows, {
    params: { importId },
    query: { jobId, verdict: chosen ?? undefined, limit: 200 },
  })
  const columns = useMemo<Column<ProductImportRow>[]>(
    () => [
      { id: 'row', header: t('importFrame.row'), width: '5rem', cell: row => row.row, narrow: 'aside' },
      {
        id: 'verdict',
        header: t('productImport.verdict'),
        width: '8.5rem',
        cell: row => (
          <StateBadge tone={tones[row.verdict]}>{t(`productImport.verdicts.${row.verdict}`)}</StateBadge>
        ),
      },
      {
        id: 'productNumber',
        header: t('productImport.productNumber'),
        width: 'minmax(8rem, 12rem)',
        narrow: 'title',
        cell: row => <Code>{row.productNumber}</Code>,
      },
      {
        id: 'sentence',
        header: t('productImport.remark'),
        width: 'minmax(16rem, 1fr)',
        cell: row => row.sentence,
      },
    ],
    [t],
  )
  const counts = productImportVerdict.safeParse(job?.result)
  const facts = counts.success
    ? [
        { label: t('importFrame.rows'), value: <Quantity units={counts.data.rows} /> },
        ...rowVerdict.options.map(verdict => ({
          label: t(`productImport.verdicts.${verdict}`),
          value: <Quantity units={counts.data[verdict]} />,
        })),
      ]
    : []
  return (
    <Section
      title={title}
      actions={
        <Button
          component="a"
          variant="default"
          size="compact-sm"
          href={fileAddress(api.productImport.downloadProductImportResult, {
            params: { importId },
            query: { jobId },
          })}
          download
        >
          {t('productImport.download')}
        </Button>
      }
    >
      <div className={styles.result}>
        <div role="status">
          <Facts facts={facts} />
        </div>
        <Select
          aria-label={t('productImport.verdict')}
          data={[
            { value: '', label: t('productImport.anyVerdict') },
            ...rowVerdict.options.map(value => ({ value, label: t(`productImport.verdicts.${value}`) })),
          ]}
          value={chosen ?? ''}
          allowDeselect={false}
          w={190}
          onChange={value => setChosen(rowVerdict.options.find(one => one === value) ?? null)}
        />
        <DataTable
          {...fromPages(pages)}
          label={t('productImport.rowList')}
          height="rows"
          columns={columns}
          keyOf={row => row.row}
          toneOf={row => (row.verdict === 'refused' ? 'bad' : undefined)}
          empty={<EmptyState title={t('productImport.noRows')} />}
        />
      </div>
    </Section>
  )
}
