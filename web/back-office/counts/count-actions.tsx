import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StockCount } from '../../../contract/counts.ts'
import { api } from '../../../contract/public.ts'
import { useWrite } from '../../client/public.ts'
import { ConfirmDialog, notify } from '../../kit/public.ts'

/** What ends an open count: posting the differences, or giving it up. */
export function CountActions({ count }: { count: StockCount }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<'post' | 'giveUp' | null>(null)
  const done = (word: 'posted' | 'givenUp') => () => {
    notify.done(t(`counts.${word}`, { number: count.number }))
    setAsking(null)
  }
  const post = useWrite(api.counts.postCount, { onDone: done('posted') })
  const giveUp = useWrite(api.counts.cancelCount, { onDone: done('givenUp') })
  const input = { params: { countId: count.id } }
  const unfinished = count.bins.filter(bin => bin.finishedAt === null).length
  const ask = (what: 'post' | 'giveUp') => () => {
    post.reset()
    giveUp.reset()
    setAsking(what)
  }
  return (
    <>
      <Button variant="default" onClick={ask('giveUp')}>
        {t('counts.giveUp')}
      </Button>
      <Button onClick={ask('post')}>{t('counts.post')}</Button>
      <ConfirmDialog
        opened={asking === 'post'}
        title={t('counts.postTitle')}
        sentence={
          <>
            {t('counts.postSentence')}
            {unfinished > 0 ? ` ${t('counts.postOpen', { count: unfinished })}` : ''}
          </>
        }
        confirm={t('counts.post')}
        keep={t('counts.keep')}
        busy={post.isPending}
        error={post.error}
        onConfirm={() => post.mutate(input)}
        onClose={() => setAsking(null)}
      />
      <ConfirmDialog
        opened={asking === 'giveUp'}
        title={t('counts.giveUpTitle')}
        sentence={t('counts.giveUpSentence')}
        confirm={t('counts.giveUp')}
        keep={t('counts.keep')}
        grave
        busy={giveUp.isPending}
        error={giveUp.error}
        onConfirm={() => giveUp.mutate(input)}
        onClose={() => setAsking(null)}
      />
    </>
  )
}
