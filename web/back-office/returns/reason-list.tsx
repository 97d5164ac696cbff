import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { useRead, useWrite } from '../../client/public.ts'
import { Refused } from '../../kit/public.ts'

/** The reasons from which everybody chooses: added, archived and brought back. */
export function ReasonList() {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const reasons = useRead(api.returns.listReturnReasons, {})
  const change = useWrite(api.returns.changeReturnReason)
  const add = useWrite(api.returns.addReturnReason, { onDone: () => setName('') })
  return (
    <Stack gap="md">
      <Text size="sm">{t('returns.reasonsHint')}</Text>
      {(reasons.data?.items ?? []).map(({ id: reasonId, name: known, archived }) => (
        <Group key={reasonId} justify="space-between">
          <Text {...(archived ? { td: 'line-through', c: 'dimmed' } : {})}>{known}</Text>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() =>
              change.mutate({ params: { reasonId }, body: { name: known, archived: !archived } })
            }
          >
            {t(archived ? 'returns.restore' : 'returns.archive', { name: known })}
          </Button>
        </Group>
      ))}
      <form
        onSubmit={event => {
          event.preventDefault()
          if (name.trim() !== '') add.mutate({ body: { name } })
        }}
      >
        <Stack gap="xs">
          <TextInput
            label={t('returns.reasonName')}
            value={name}
            maxLength={100}
            onChange={event => setName(event.currentTarget.value)}
          />
          <Refused error={add.error ?? change.error} />
          <div>
            <Button type="submit" loading={add.isPending}>
              {t('returns.addReason')}
            </Button>
          </div>
        </Stack>
      </form>
    </Stack>
  )
}
