import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { ReturnRequest } from '../../../contract/store.ts'
import { usePages, useWrite } from '../../client/public.ts'
import { Code, DateText, Notice, notify, Refused } from '../../kit/public.ts'
import { useMay } from '../session.ts'
import styles from './return-requests.module.css'

/** What buyers of the online store want to send back and nobody has seen to: of one order, or of all. */
export function ReturnRequests({ orderId }: { orderId?: number }) {
  const { rows = [] } = usePages(api.store.listReturnRequests, { query: { orderId, onlyOpen: true } })
  return rows.map(request => <Request key={request.id} request={request} />)
}

function Request({ request }: { request: ReturnRequest }) {
  const { t } = useTranslation()
  const mayWrite = useMay('sales.write')
  const settle = useWrite(api.store.settleReturnRequest, {
    onDone: () => notify.done(t('returns.requestSettled')),
  })
  return (
    <Notice>
      <p className={styles.head}>
        <strong>{t('returns.requestOf', { name: request.customer })}</strong>{' '}
        <Link to="/sales-orders/$orderId" params={{ orderId: request.order.id }}>
          <Code>{request.order.number}</Code>
        </Link>
        , <DateText time={request.askedAt} />
      </p>
      <p className={styles.words}>{request.words}</p>
      {mayWrite ? (
        <Group gap="xs">
          <Button size="xs" variant="default" renderRoot={props => <Link {...props} to="/returns/new" />}>
            {t('returns.new')}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            loading={settle.isPending}
            onClick={() => settle.mutate({ params: { requestId: request.id } })}
          >
            {t('returns.requestSettle')}
          </Button>
        </Group>
      ) : null}
      <Refused error={settle.error} />
    </Notice>
  )
}
