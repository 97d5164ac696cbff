import { getRouteApi } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type MessageRow, type MessageState, messageState } from '../../../contract/messages.ts'
import { api } from '../../../contract/public.ts'
import { usePages } from '../../client/public.ts'
import {
  Ago,
  Code,
  type Column,
  DataTable,
  EmptyState,
  Filters,
  fromPages,
  Notice,
  Page,
  PageHeader,
  SearchField,
  SideDrawer,
  StateBadge,
  StateTabs,
  type Tone,
} from '../../kit/public.ts'
import { MessageDrawer } from './message-drawer.tsx'

const route = getRouteApi('/in/messages')
const tones: Record<MessageState, Tone> = { waiting: 'open', sent: 'done', failed: 'bad' }

/** E-mails to buyers, newest first; one opens in a drawer with what it says. */
export function MessagesScreen() {
  const { t } = useTranslation()
  const { search = '', state, open } = route.useSearch()
  const navigate = route.useNavigate()
  const pages = usePages(api.messages.listMessages, { query: { search, state } })
  const canSend = pages.data?.pages[0]?.canSend ?? true
  const columns = useMemo(() => columnsOf(t), [t])
  const show = (by: Partial<ReturnType<typeof route.useSearch>>) =>
    void navigate({ search: former => ({ ...former, ...by }), replace: true })
  return (
    <Page fills>
      <PageHeader title={t('messages.title')} subtitle={t('messages.subtitle')} />
      {canSend ? null : <Notice>{t('messages.cannotSend')}</Notice>}
      <StateTabs
        label={t('messages.tabs')}
        states={messageState.options}
        state={state}
        wordOf={tab => t(`messages.states.${tab}`)}
        onChoose={chosen => show({ state: chosen })}
      />
      <Filters>
        <SearchField
          label={t('messages.search')}
          value={search}
          onSearch={text => show({ search: text || undefined })}
        />
      </Filters>
      <DataTable
        {...fromPages(pages)}
        label={t('messages.list')}
        columns={columns}
        keyOf={row => row.id}
        onOpen={row => show({ open: row.id })}
        empty={
          search === '' && state === undefined ? (
            <EmptyState title={t('messages.empty')} sentence={t('messages.emptySentence')} />
          ) : (
            <EmptyState title={t('messages.notFound')} />
          )
        }
      />
      <SideDrawer
        opened={open !== undefined}
        title={t('messages.title')}
        onClose={() => show({ open: undefined })}
      >
        {open === undefined ? null : <MessageDrawer messageId={open} />}
      </SideDrawer>
    </Page>
  )
}

function columnsOf(t: TFunction): Column<MessageRow>[] {
  return [
    {
      id: 'subject',
      header: t('messages.subject'),
      width: 'minmax(14rem, 3fr)',
      narrow: 'title',
      cell: row => row.subject,
    },
    { id: 'to', header: t('messages.to'), width: 'minmax(12rem, 2fr)', cell: row => row.toAddress },
    {
      id: 'about',
      header: t('messages.about'),
      width: '7rem',
      narrow: 'hidden',
      cell: row => (row.document === null ? '' : <Code>{row.document.number}</Code>),
    },
    {
      id: 'state',
      header: t('messages.state'),
      width: '8rem',
      narrow: 'aside',
      cell: row => <StateBadge tone={tones[row.state]}>{t(`messages.states.${row.state}`)}</StateBadge>,
    },
    { id: 'made', header: t('messages.made'), width: '8rem', cell: row => <Ago time={row.madeAt} /> },
  ]
}
