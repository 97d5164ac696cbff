import { getRouteApi } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type DeliveryNoteRow, deliveryNoteState } from '../../../contract/fulfilment.ts'
import { api } from '../../../contract/public.ts'
import { usePages } from '../../client/public.ts'
import {
  Ago,
  Code,
  type Column,
  DataTable,
  DateText,
  EmptyState,
  Filters,
  fromPages,
  Page,
  PageHeader,
  SearchField,
  StateTabs,
} from '../../kit/public.ts'
import { PickListsButton } from '../print/print-button.tsx'
import { NoteState } from './note-state.tsx'

const route = getRouteApi('/in/delivery-notes')

/** All delivery notes by state, newest first. */
export function DeliveryNotesScreen() {
  const { t } = useTranslation()
  const { search = '', state } = route.useSearch()
  const navigate = route.useNavigate()
  const pages = usePages(api.fulfilment.listDeliveryNotes, { query: { search, state } })
  const columns = useMemo(() => columnsOf(t), [t])
  const narrow = (by: Partial<ReturnType<typeof route.useSearch>>) =>
    void navigate({ search: former => ({ ...former, ...by }), replace: true })
  return (
    <Page fills>
      <PageHeader
        title={t('deliveryNotes.title')}
        // What waits is fetched in one walk: the lists of all that are shown, in one file.
        actions={
          state === 'ready' ? <PickListsButton noteIds={(pages.rows ?? []).map(note => note.id)} /> : null
        }
      />
      <StateTabs
        label={t('deliveryNotes.tabs')}
        states={deliveryNoteState.options}
        state={state}
        wordOf={tab => t(`deliveryNotes.states.${tab}`)}
        onChoose={chosen => narrow({ state: chosen })}
      />
      <Filters>
        <SearchField
          label={t('deliveryNotes.search')}
          value={search}
          onSearch={text => narrow({ search: text || undefined })}
        />
      </Filters>
      <DataTable
        {...fromPages(pages)}
        label={t('deliveryNotes.list')}
        columns={columns}
        keyOf={note => note.id}
        link={note => ({ to: '/delivery-notes/$noteId', params: { noteId: note.id } })}
        toneOf={note => (note.state === 'cancelled' ? 'muted' : undefined)}
        empty={emptyOf(t, search, state !== undefined)}
      />
    </Page>
  )
}

function emptyOf(t: TFunction, search: string, isOneState: boolean) {
  if (search !== '')
    return (
      <EmptyState
        title={t('deliveryNotes.notFound', { search })}
        sentence={t('deliveryNotes.notFoundSentence')}
      />
    )
  if (isOneState)
    return <EmptyState title={t('deliveryNotes.emptyTab')} sentence={t('deliveryNotes.emptyTabSentence')} />
  return <EmptyState title={t('deliveryNotes.empty')} sentence={t('deliveryNotes.emptySentence')} />
}

function columnsOf(t: TFunction): Column<DeliveryNoteRow>[] {
  return [
    {
      id: 'number',
      header: t('deliveryNotes.number'),
      width: '7rem',
      cell: note => <Code>{note.number}</Code>,
    },
    {
      id: 'customer',
      header: t('deliveryNotes.customer'),
      width: 'minmax(10rem, 1.5fr)',
      cell: note => note.customer.name,
    },
    {
      id: 'state',
      header: t('deliveryNotes.state'),
      width: '7.5rem',
      narrow: 'aside',
      cell: note => <NoteState state={note.state} />,
    },
    {
      id: 'order',
      header: t('deliveryNotes.order'),
      width: '7rem',
      cell: note => <Code>{note.order.number}</Code>,
    },
    {
      id: 'location',
      header: t('deliveryNotes.location'),
      width: 'minmax(11rem, 1.2fr)',
      narrow: 'hidden',
      cell: note => note.location.name,
    },
    {
      id: 'created',
      header: t('deliveryNotes.created'),
      width: '8rem',
      cell: note => <Ago time={note.createdAt} />,
    },
    {
      id: 'createdBy',
      header: t('deliveryNotes.createdBy'),
      width: 'minmax(8rem, 1fr)',
      narrow: 'hidden',
      cell: note => note.createdBy,
    },
    {
      id: 'ended',
      header: t('deliveryNotes.ended'),
      width: 'minmax(10rem, 1fr)',
      narrow: 'hidden',
      cell: note => <DateText time={note.endedAt} />,
    },
  ]
}
