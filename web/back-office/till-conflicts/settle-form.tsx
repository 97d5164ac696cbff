import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { Conflict, Settlement } from '../../../contract/till/conflicts.ts'
import { useWrite } from '../../client/public.ts'
import { notify, Refused } from '../../kit/public.ts'
import { OtherGoods, Refund, Uncounted } from './settle-fields.tsx'
import { type Draft, draftOf, settlementOf } from './settlement-draft.ts'

const ways = ['other_goods', 'uncounted', 'refunded'] as const

/** Settles a conflict in one of three ways; the ledger has the last word, and its refusal stands above the button. */
export function SettleForm({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation()
  const [how, setHow] = useState<Settlement['how']>('other_goods')
  const [draft, setDraft] = useState<Draft>(() => draftOf(conflict))
  const change = (by: Partial<Draft>) => setDraft(former => ({ ...former, ...by }))
  const settle = useWrite(api.tillConflicts.settleConflict, {
    onDone: ({ number }) => notify.done(t('tillConflicts.done', { number })),
  })
  const body = settlementOf(how, draft, conflict)
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (body === null) return
        const input = { params: { saleId: conflict.saleId }, body }
        // One of the three bodies, which the compiler would have told apart beforehand.
        settle.mutate(input as Parameters<typeof settle.mutate>[0])
      }}
    >
      <Stack gap="md" maw="36rem">
        <SegmentedControl
          aria-label={t('tillConflicts.settle')}
          data={ways.map(value => ({ value, label: t(`tillConflicts.ways.${value}`) }))}
          value={how}
          onChange={value => {
            settle.reset()
            setHow(value as Settlement['how'])
          }}
        />
        <Text size="sm">{t(`tillConflicts.wayHints.${how}`)}</Text>
        {how === 'other_goods' ? <OtherGoods conflict={conflict} draft={draft} onChange={change} /> : null}
        {how === 'uncounted' ? <Uncounted conflict={conflict} draft={draft} onChange={change} /> : null}
        {how === 'refunded' ? <Refund draft={draft} onChange={change} /> : null}
        <TextInput
          label={t('tillConflicts.note')}
          maxLength={500}
          value={draft.note}
          onChange={event => change({ note: event.currentTarget.value })}
        />
        <Refused error={settle.error} />
        <Group>
          <Button type="submit" disabled={body === null} loading={settle.isPending}>
            {t(`tillConflicts.does.${how}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
