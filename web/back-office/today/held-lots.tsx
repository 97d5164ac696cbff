import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Today } from '../../../contract/trace.ts'
import { Ago, Code, type Column, DataTable, Quantity, Section } from '../../kit/public.ts'
import { placeOf } from '../frame/places.ts'

type Held = Today['held'][number]

/** Where the count of held lots leads on the same page. */
export const heldLotsHash = 'on-hold'

/** The lots that were put on hold last, each with its reason. */
export function HeldLots({ today }: { today: Today }) {
  const { t } = useTranslation()
  const columns = useMemo(() => columnsOf(t), [t])
  return (
    <div id={heldLotsHash}>
      <Section title={t('today.held')}>
        <DataTable
          label={t('today.held')}
          height="rows"
          rows={today.held}
          columns={columns}
          keyOf={held => held.lotId}
          link={held => placeOf({ kind: 'lot', id: held.lotId })}
          toneOf={held => (held.hold.kind === 'recalled' ? 'bad' : 'warn')}
        />
      </Section>
    </div>
  )
}

function columnsOf(t: TFunction): Column<Held>[] {
  return [
    { id: 'lot', header: t('today.lot'), width: 'minmax(8rem, 1fr)', cell: held => <Code>{held.lot}</Code> },
    { id: 'product', header: t('today.product'), width: 'minmax(10rem, 2fr)', cell: held => held.product },
    {
      id: 'reason',
      header: t('today.reason'),
      width: 'minmax(14rem, 3fr)',
      cell: held => `${t(`trace.held.${held.hold.kind}`)}: ${held.hold.reason}`,
    },
    {
      id: 'onHand',
      header: t('today.onHand'),
      width: '6.5rem',
      align: 'end',
      cell: held => <Quantity units={held.onHand} decimals={held.decimals} />,
    },
    {
      id: 'since',
      header: t('today.since'),
      width: '8rem',
      align: 'end',
      narrow: 'aside',
      cell: held => <Ago time={held.hold.placedAt} />,
    },
  ]
}
