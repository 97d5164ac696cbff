import { Button } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { Till } from '../../../contract/till/tills.ts'
import { useRead } from '../../client/public.ts'
import {
  Ago,
  Code,
  type Column,
  DataTable,
  EmptyState,
  fromRead,
  Notice,
  Page,
  PageHeader,
  SideDrawer,
  StateBadge,
} from '../../kit/public.ts'
import { useMay, useSession } from '../session.ts'
import { NewTillForm } from './new-till-form.tsx'
import { TillDrawer } from './till-drawer.tsx'

/** Where goods are sold over the counter: which device is which till, and whether its drawer is open. */
export function TillsScreen() {
  const { t } = useTranslation()
  const mayWrite = useMay('tills.write')
  const isSample = useSession().shop.sample
  const [adding, setAdding] = useState(false)
  const [openId, setOpenId] = useState<number | null>(null)
  const tills = useRead(api.tills.listTills, {})
  const columns = useMemo(() => columnsOf(t), [t])
  const shown = tills.data?.items.find(till => till.id === openId) ?? null
  return (
    <Page fills>
      <PageHeader
        title={t('tills.title')}
        subtitle={t('tills.subtitle', { address: `${location.origin}/pos` })}
        actions={mayWrite ? <Button onClick={() => setAdding(true)}>{t('tills.add')}</Button> : null}
      />
      {isSample ? <Notice>{t('tills.sample')}</Notice> : null}
      <DataTable
        {...fromRead(tills, answer => answer.items)}
        label={t('tills.list')}
        columns={columns}
        keyOf={till => till.id}
        {...(mayWrite ? { onOpen: (till: Till) => setOpenId(till.id) } : {})}
        toneOf={till => (till.archived ? 'muted' : till.device?.locked ? 'bad' : undefined)}
        empty={<EmptyState title={t('tills.empty')} sentence={t('tills.emptyHint')} />}
      />
      <SideDrawer opened={adding} title={t('tills.addTitle')} onClose={() => setAdding(false)}>
        <NewTillForm
          onDone={till => {
            setAdding(false)
            if (till) setOpenId(till.id)
          }}
        />
      </SideDrawer>
      <SideDrawer opened={shown !== null} title={shown?.name ?? ''} onClose={() => setOpenId(null)}>
        {shown ? <TillDrawer key={shown.id} till={shown} onDone={() => setOpenId(null)} /> : null}
      </SideDrawer>
    </Page>
  )
}

function columnsOf(t: TFunction): Column<Till>[] {
  return [
    { id: 'name', header: t('tills.name'), width: 'minmax(10rem, 2fr)', cell: till => till.name },
    {
      id: 'number',
      header: t('tills.number'),
      width: '5rem',
      narrow: 'aside',
      cell: till => <Code>{`T${till.number}`}</Code>,
    },
    {
      id: 'location',
      header: t('tills.location'),
      width: 'minmax(8rem, 1fr)',
      cell: till => till.location.name,
    },
    {
      id: 'device',
      header: t('tills.device'),
      width: 'minmax(10rem, 1.5fr)',
      cell: till => deviceOf(t, till),
    },
    {
      id: 'seen',
      header: t('tills.lastSeen'),
      width: '9rem',
      cell: ({ device }) => device?.lastSeenAt && <Ago time={device.lastSeenAt} />,
    },
    {
      id: 'drawer',
      header: t('tills.drawer'),
      width: 'minmax(9rem, 1fr)',
      cell: ({ drawer }) =>
        drawer ? (
          <StateBadge tone={drawer.openedAgain > 0 ? 'warn' : 'open'}>
            {t(drawer.openedAgain > 0 ? 'tills.drawerTwice' : 'tills.drawerOpen', { by: drawer.openedBy })}
          </StateBadge>
        ) : (
          <StateBadge>{t('tills.drawerClosed')}</StateBadge>
        ),
    },
    {
      id: 'conflicts',
      header: t('tills.conflicts'),
      width: '9rem',
      cell: till =>
        till.openConflicts === 0 ? null : (
          <StateBadge tone="warn">{t('tills.conflictCount', { count: till.openConflicts })}</StateBadge>
        ),
    },
  ]
}

function deviceOf(t: TFunction, { archived, device }: Till) {
  if (archived) return t('tills.archivedMark')
  if (device === null) return <StateBadge tone="warn">{t('tills.noDevice')}</StateBadge>
  if (device.locked) return <StateBadge tone="bad">{t('tills.locked')}</StateBadge>
  return <StateBadge tone="done">{device.name || t('tills.unnamedDevice')}</StateBadge>
}
