import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LotTrace } from '../../../contract/trace.ts'
import { Code, type Column, DataTable, Quantity, Section } from '../../kit/public.ts'
import { SerialCodes } from './serial-codes.tsx'
import styles from './trace.module.css'

type Bin = LotTrace['shelf'][number]

/** What is still on the shelf of a lot, bin by bin. */
export function LotShelf({ trace }: { trace: LotTrace }) {
  const { t } = useTranslation()
  const { decimals, tracking } = trace.product
  const columns = useMemo(() => columnsOf(t, decimals), [t, decimals])
  return (
    <Section title={t('trace.shelf')}>
      {trace.shelf.length === 0 ? (
        <p className={styles.nothing}>{t('trace.shelfEmpty')}</p>
      ) : (
        <DataTable
          label={t('trace.shelf')}
          height="rows"
          rows={trace.shelf}
          columns={columns}
          hidden={tracking.serials ? [] : ['serials']}
          keyOf={bin => `${bin.location.id} ${bin.bin}`}
        />
      )}
    </Section>
  )
}

function columnsOf(t: TFunction, decimals: number): Column<Bin>[] {
  return [
    { id: 'bin', header: t('trace.bin'), width: '8rem', cell: bin => <Code>{bin.bin}</Code> },
    {
      id: 'location',
      header: t('trace.location'),
      width: 'minmax(10rem, 1fr)',
      cell: bin => bin.location.name,
    },
    {
      id: 'onHand',
      header: t('trace.quantity'),
      width: '8rem',
      align: 'end',
      narrow: 'aside',
      cell: bin => <Quantity units={bin.onHand} decimals={decimals} />,
    },
    {
      id: 'allocated',
      header: t('trace.chosen'),
      width: '12rem',
      align: 'end',
      cell: bin => <Quantity units={bin.allocated} decimals={decimals} />,
    },
    {
      id: 'serials',
      header: t('trace.serials'),
      width: 'minmax(14rem, 3fr)',
      cell: bin => <SerialCodes serials={bin.serials} total={bin.onHand} />,
    },
  ]
}
