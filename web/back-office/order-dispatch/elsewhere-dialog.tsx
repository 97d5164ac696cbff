import { Button, FileButton, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { useWrite } from '../../client/public.ts'
import { Refused } from '../../kit/public.ts'
import { readElsewhereRows } from './elsewhere-rows.ts'
import { OutcomeDialog } from './outcome-dialog.tsx'

/** Completes orders that were dispatched elsewhere: pasted or from a file, with their identifiers or a reason. */
export function ElsewhereDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const rows = useMemo(() => readElsewhereRows(text), [text])
  const write = useWrite(api.orderDispatch.dispatchElsewhere)
  if (write.data !== undefined) {
    const count = write.data.done.length
    return (
      <OutcomeDialog
        title={t('orderDispatch.completedTitle')}
        sentence={count === 0 ? t('orderDispatch.noneDone') : t('orderDispatch.completed', { count })}
        failed={write.data.failed}
        onClose={onClose}
      />
    )
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('orderDispatch.elsewhereTitle')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('kit.close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t('orderDispatch.elsewhereSentence')}</Text>
        <Textarea
          label={t('orderDispatch.elsewhereRows')}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
          minRows={6}
          maxRows={14}
          autosize
          spellCheck={false}
          data-autofocus
          styles={{ input: { fontFamily: 'var(--mono)' } }}
        />
        <TextInput
          label={t('orderDispatch.elsewhereReason')}
          description={t('orderDispatch.elsewhereReasonHint')}
          value={reason}
          maxLength={500}
          onChange={event => setReason(event.currentTarget.value)}
        />
        <Refused error={write.error} />
        <Group justify="space-between" gap="xs">
          <FileButton
            accept=".csv,.txt,.tsv,text/csv,text/plain"
            onChange={file => void file?.text().then(setText)}
          >
            {props => (
              <Button variant="default" {...props}>
                {t('orderDispatch.elsewhereFile')}
              </Button>
            )}
          </FileButton>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('kit.cancel')}
            </Button>
            <Button
              disabled={rows.length === 0}
              loading={write.isPending}
              onClick={() => write.mutate({ body: { rows, reason } })}
            >
              {t('orderDispatch.elsewhereSave', {
                count: new Set(rows.map(row => row.order.toUpperCase())).size,
              })}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  )
}
