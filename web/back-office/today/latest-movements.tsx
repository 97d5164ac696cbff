import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Today } from '../../../contract/trace.ts'
import { Ago, Code, type Column, DataTable, Quantity, Section } from '../../kit/public.ts'
import { DocumentLink } from '../trace/document-link.tsx'
import { PlaceWords } from '../trace/place-words.tsx'
import { movedAs } from '../trace/timeline-entries.ts'
import styles from './today.module.css'

type Movement = Today['latest'][number]

/** The last dozen of movements in the whole house, newest first. */
export function LatestMovements({ today }: { today: Today | undefined }) {
  const { t } = useTranslation()
  const columns = useMemo(() => columnsOf(t), [t])
  return (
    <Section title={t('today.latest')}>
      <DataTable
        label={t('today.latest')}
        height="rows"
        rows={today?.latest}
        columns={columns}
        keyOf={movement => movement.movementId}
      />
    </Section>
  )
}

function columnsOf(t: TFunction): Column<Movement>[] {
  return [
    {
      id: 'what',
      header: t('today.what'),
      width: '7rem',
      narrow: 'detail',
      cell: movement => t(`trace.moved.${movedAs(movement)}`),
    },
    {
      id: 'product',
      header: t('today.product'),
      width: 'minmax(12rem, 2fr)',
      narrow: 'title',
      cell: movement => movement.product,
    },
    {
      id: 'lot',
      header: t('today.lot'),
      width: 'minmax(7rem, 1fr)',
      cell: movement =>
        movement.lot === null ? <span className={styles.soft}>–</span> : <Code>{movement.lot}</Code>,
    },
    {
      id: 'quantity',
      header: t('today.quantity'),
      width: '6rem',
      align: 'end',
      cell: movement => <Quantity units={movement.quantity} decimals={movement.decimals} />,
    },
    {
      id: 'way',
      header: t('today.way'),
      width: 'minmax(16rem, 3fr)',
      cell: movement => <Way movement={movement} />,
    },
    {
      id: 'document',
      header: t('today.document'),
      width: '6rem',
      cell: ({ document, order }) => <DocumentLink document={document} order={order} />,
    },
    {
      id: 'when',
      header: t('today.when'),
      width: '8rem',
      align: 'end',
      narrow: 'aside',
      cell: movement => <Ago time={movement.at} />,
    },
  ]
}

function Way({ movement }: { movement: Movement }) {
  const { t } = useTranslation()
  return (
    <span className={styles.way}>
      <PlaceWords place={movement.from} />
      <span className={styles.arrow} role="img" aria-label={t('trace.to')}>
        →
      </span>
      <PlaceWords place={movement.to} />
    </span>
  )
}
