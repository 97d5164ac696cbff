import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../contract/messages.ts'
import { api } from '../../../contract/public.ts'
import { useRead, useWrite } from '../../client/public.ts'
import { Code, DateText, ErrorState, type Fact, Facts, Notice, notify, Refused } from '../../kit/public.ts'
import { useMay } from '../session.ts'
import styles from './messages.module.css'

/** One e-mail as its reader reads it, why it was not sent, and the way to try again. */
export function MessageDrawer({ messageId }: { messageId: number }) {
  const { t } = useTranslation()
  const read = useRead(api.messages.readMessage, { params: { messageId } })
  const again = useWrite(api.messages.sendAgain, { onDone: () => notify.done(t('messages.sendingAgain')) })
  const mayWrite = useMay('sales.write')
  const message = read.data
  if (read.error) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  if (message === undefined) return <p role="status">{t('kit.loading')}</p>
  return (
    <>
      <h2 className={styles.subject}>{message.subject}</h2>
      <Facts facts={factsOf(message, t('messages.to'), t('messages.about'), t('messages.sentAt'))} />
      {message.problem === null ? null : (
        <Notice>
          {t('messages.problem')} ({t('messages.attempts', { count: message.attempts })}): {message.problem}
        </Notice>
      )}
      <pre className={styles.text}>{message.text}</pre>
      {message.state === 'sent' || !mayWrite ? null : (
        <Button
          variant="default"
          loading={again.isPending}
          onClick={() => again.mutate({ params: { messageId } })}
        >
          {t('messages.sendAgain')}
        </Button>
      )}
      <Refused error={again.error} />
    </>
  )
}

function factsOf(message: Message, to: string, about: string, sent: string): Fact[] {
  const { document } = message
  return [
    { label: to, value: message.toAddress },
    ...(document?.kind === 'sales_order'
      ? [
          {
            label: about,
            value: (
              <Link to="/sales-orders/$orderId" params={{ orderId: document.id }}>
                <Code>{document.number}</Code>
              </Link>
            ),
          },
        ]
      : []),
    ...(message.sentAt === null ? [] : [{ label: sent, value: <DateText time={message.sentAt} /> }]),
  ]
}
