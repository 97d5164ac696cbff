import { Button, Radio, Stack, Text, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { Hold } from '../../../contract/stock.ts'
import { EntryForm, notify, useEntryForm } from '../../kit/public.ts'

/** What is held or released: one piece, or a whole lot. */
export interface Thing {
  kind: 'unit' | 'lot'
  id: number
  /** As it reads in a sentence: "serial SN-100". */
  name: string
}

interface FormProps {
  thing: Thing
  onClose: () => void
}

/** Puts a piece or a lot on hold, with a kind and a reason. */
export function HoldForm({ thing, onClose }: FormProps) {
  const { t } = useTranslation()
  const entry = useEntryForm({
    endpoint: thing.kind === 'lot' ? api.stock.holdLot : api.stock.holdUnit,
    initial: { kind: 'quarantined' as Exclude<Hold['kind'], 'expired'>, reason: '' },
    input: body => ({ params: paramsOf(thing), body }),
    onDone: () => {
      notify.done(t('trace.holdDone', { thing: capital(thing.name) }))
      onClose()
    },
  })
  return (
    <EntryForm
      entry={entry}
      label={t('trace.holdTitle', { thing: thing.name })}
      actions={
        <Buttons onClose={onClose}>
          <Button type="submit" color="brick" loading={entry.busy}>
            {t('trace.hold')}
          </Button>
        </Buttons>
      }
    >
      <Text size="sm">{t('trace.holdExplained')}</Text>
      <Radio.Group label={t('trace.holdKind')} {...entry.at('kind')}>
        <Stack gap="xs" mt={6}>
          <Radio value="quarantined" label={t('trace.holdKinds.quarantined')} />
          <Radio value="recalled" label={t('trace.holdKinds.recalled')} />
        </Stack>
      </Radio.Group>
      <Textarea
        label={t('trace.reason')}
        description={t('trace.reasonHint')}
        autosize
        minRows={2}
        data-autofocus
        {...entry.at('reason')}
      />
    </EntryForm>
  )
}

/** Releases a piece or a lot from its hold, with a reason. */
export function ReleaseForm({ thing, onClose }: FormProps) {
  const { t } = useTranslation()
  const entry = useEntryForm({
    endpoint: thing.kind === 'lot' ? api.stock.releaseLot : api.stock.releaseUnit,
    initial: { reason: '' },
    input: body => ({ params: paramsOf(thing), body }),
    onDone: () => {
      notify.done(t('trace.releaseDone', { thing: capital(thing.name) }))
      onClose()
    },
  })
  return (
    <EntryForm
      entry={entry}
      label={t('trace.releaseTitle', { thing: thing.name })}
      actions={
        <Buttons onClose={onClose}>
          <Button type="submit" loading={entry.busy}>
            {t('trace.release')}
          </Button>
        </Buttons>
      }
    >
      <Text size="sm">{t('trace.releaseExplained')}</Text>
      <Textarea label={t('trace.reason')} autosize minRows={2} data-autofocus {...entry.at('reason')} />
    </EntryForm>
  )
}

function Buttons({ onClose, children }: { onClose: () => void; children: React.ReactNode }) {
  const { t } = useTranslation()
  return (
    <>
      <Button variant="default" onClick={onClose}>
        {t('kit.cancel')}
      </Button>
      {children}
    </>
  )
}

/** Each endpoint reads its own id of the two. */
const paramsOf = ({ id }: Thing) => ({ lotId: id, unitId: id })

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
