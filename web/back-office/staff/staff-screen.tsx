import { Button } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { StaffMember } from '../../../contract/session.ts'
import type { Cashier } from '../../../contract/till/tills.ts'
import { useRead } from '../../client/public.ts'
import {
  type Column,
  DataTable,
  DateText,
  EmptyState,
  Filters,
  fromRead,
  Page,
  PageHeader,
  SearchField,
  SideDrawer,
  StateBadge,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { ChangeStaffForm } from './change-staff-form.tsx'
import { NewStaffForm } from './new-staff-form.tsx'
import { PinForm } from './pin-form.tsx'

/** Everyone who works here; the owner adds further ones. */
export function StaffScreen() {
  const { t } = useTranslation()
  const mayWrite = useMay('staff.write')
  const [adding, setAdding] = useState(false)
  const [changing, setChanging] = useState<StaffMember | null>(null)
  const [search, setSearch] = useState('')
  const staff = useRead(api.session.listStaff, {})
  const mayGivePins = useMay('tills.write')
  const cashiers = useRead(api.tills.listCashiers, {})
  const cashierOf = useMemo(
    () => new Map(cashiers.data?.items.map(cashier => [cashier.staffId, cashier])),
    [cashiers.data],
  )
  const columns = useMemo(() => columnsOf(t, cashierOf), [t, cashierOf])
  const source = fromRead(staff, answer => answer.items)
  const rows = useMemo(() => source.rows?.filter(member => isFound(member, search)), [source.rows, search])
  return (
    <Page fills>
      <PageHeader
        title={t('staff.title')}
        subtitle={t('staff.subtitle')}
        actions={mayWrite ? <Button onClick={() => setAdding(true)}>{t('staff.add')}</Button> : null}
      />
      <Filters>
        <SearchField label={t('staff.search')} value={search} onSearch={setSearch} />
      </Filters>
      <DataTable
        {...source}
        rows={rows}
        label={t('staff.list')}
        columns={columns}
        keyOf={member => member.id}
        {...(mayWrite || mayGivePins ? { onOpen: setChanging } : {})}
        toneOf={member => (member.archived ? 'muted' : undefined)}
        empty={<EmptyState title={t('staff.empty')} />}
      />
      <SideDrawer opened={adding} title={t('staff.addTitle')} onClose={() => setAdding(false)}>
        <NewStaffForm onDone={() => setAdding(false)} />
      </SideDrawer>
      <SideDrawer
        opened={changing !== null}
        title={t('staff.changeTitle', { name: changing?.name ?? '' })}
        onClose={() => setChanging(null)}
      >
        {changing && mayWrite ? (
          <ChangeStaffForm key={changing.id} member={changing} onDone={() => setChanging(null)} />
        ) : null}
        {changing && mayGivePins && !changing.archived && cashiers.data ? (
          <PinForm
            key={`pin ${changing.id}`}
            member={changing}
            cashier={cashierOf.get(changing.id) ?? null}
          />
        ) : null}
      </SideDrawer>
    </Page>
  )
}

function isFound(member: StaffMember, search: string): boolean {
  return `${member.name} ${member.email}`.toLowerCase().includes(search.toLowerCase())
}

function columnsOf(t: TFunction, cashierOf: ReadonlyMap<number, Cashier>): Column<StaffMember>[] {
  return [
    { id: 'name', header: t('staff.name'), width: 'minmax(12rem, 2fr)', cell: member => member.name },
    { id: 'email', header: t('staff.email'), width: 'minmax(12rem, 2fr)', cell: member => member.email },
    {
      id: 'role',
      header: t('staff.role'),
      width: '8rem',
      narrow: 'aside',
      cell: member => (member.archived ? t('staff.archivedMark') : t(`staff.roles.${member.role}`)),
    },
    {
      id: 'till',
      header: t('staff.till'),
      width: '6rem',
      cell: ({ id }) => {
        const cashier = cashierOf.get(id)
        if (cashier === undefined) return null
        return cashier.locked ? (
          <StateBadge tone="bad">{t('staff.lockedPin')}</StateBadge>
        ) : (
          <StateBadge tone="done">{t('staff.hasPin')}</StateBadge>
        )
      },
    },
    {
      id: 'since',
      header: t('staff.since'),
      width: '12rem',
      cell: member => <DateText time={member.createdAt} />,
    },
  ]
}
