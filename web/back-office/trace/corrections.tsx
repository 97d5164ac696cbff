import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Correction } from '../../../contract/corrections.ts'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { Code, type Column, DataTable, DateText, Section } from '../../kit/public.ts'

/** What was corrected of a lot or a piece: both names, when, by whom and why. Nothing where nothing was. */
export function Corrections({ of }: { of: { lotId: number } | { unitId: number } }) {
  const { t } = useTranslation()
  const read = useRead(api.corrections.readCorrections, { query: of })
  const columns = useMemo(() => columnsOf(t), [t])
  const items = read.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Section title={t('trace.corrections')}>
      <DataTable
        rows={items}
        label={t('trace.corrections')}
        height="rows"
        columns={columns}
        hidden={items.some(one => one.reason !== null) ? [] : ['reason']}
        keyOf={one => `${one.at} ${one.what}`}
      />
    </Section>
  )
}

function columnsOf(t: TFunction): Column<Correction>[] {
  return [
    {
      id: 'what',
      header: t('trace.correctedWhat'),
      width: 'minmax(7rem, 1fr)',
      cell: one => t(`trace.names.${one.what}`),
    },
    {
      id: 'former',
      header: t('trace.former'),
      width: 'minmax(8rem, 1.5fr)',
      cell: one => <Value one={one} text={one.former} />,
    },
    {
      id: 'now',
      header: t('trace.correctedTo'),
      width: 'minmax(8rem, 1.5fr)',
      cell: one => <Value one={one} text={one.now} />,
    },
    { id: 'reason', header: t('trace.reason'), width: 'minmax(8rem, 1.5fr)', cell: one => one.reason ?? '' },
    { id: 'by', header: t('trace.correctedBy'), width: 'minmax(7rem, 1fr)', cell: one => one.actor },
    { id: 'at', header: t('trace.correctedAt'), width: '12rem', cell: one => <DateText time={one.at} /> },
  ]
}

function Value({ one, text }: { one: Correction; text: string | null }) {
  if (text === null) return '–'
  return one.what === 'serial' || one.what === 'lot' ? <Code>{text}</Code> : <DateText date={text} />
}
