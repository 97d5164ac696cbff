import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { Transfer } from '../../../contract/transfers.ts'
import { useRead, useWrite } from '../../client/public.ts'
import { ErrorState, notify, Page, PageHeader } from '../../kit/public.ts'
import { TransferEditor } from './transfer-editor.tsx'
import { useDraft } from './use-draft.ts'

const route = getRouteApi('/in/transfers/$transferId/change')

/** A new transfer. */
export function NewTransferScreen() {
  const { t } = useTranslation()
  const onDone = useGoThere()
  const write = useWrite(api.transfers.draftTransfer, { onDone })
  const work = useDraft(null, write, body => write.mutate({ body }))
  return (
    <Page>
      <PageHeader
        title={t('transfers.new')}
        crumbs={[{ label: t('transfers.title'), link: { to: '/transfers' } }]}
      />
      <TransferEditor work={work} />
    </Page>
  )
}

/** A draft that is changed. */
export function ChangeTransferScreen() {
  const { transferId } = route.useParams()
  const read = useRead(api.transfers.readTransfer, { params: { transferId } })
  if (read.data !== undefined) return <Change transfer={read.data} />
  return (
    <Page>{read.error ? <ErrorState error={read.error} onRetry={() => void read.refetch()} /> : null}</Page>
  )
}

function Change({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const onDone = useGoThere()
  const write = useWrite(api.transfers.changeTransfer, { onDone })
  const { id: transferId, number, version } = transfer
  const work = useDraft(transfer, write, body =>
    write.mutate({ params: { transferId }, body: { ...body, version } }),
  )
  return (
    <Page>
      <PageHeader
        title={t('transfers.change', { number })}
        crumbs={[{ label: number, link: { to: '/transfers/$transferId', params: { transferId } } }]}
      />
      <TransferEditor work={work} />
    </Page>
  )
}

function useGoThere() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return ({ id, number }: Transfer) => {
    notify.done(t('transfers.saved', { number }))
    void navigate({ to: '/transfers/$transferId', params: { transferId: id }, ignoreBlocker: true })
  }
}
