import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { DeliveryNote, DeliveryNoteInput } from '../../../contract/fulfilment.ts'
import type { api } from '../../../contract/public.ts'
import {
  type Crumb,
  notify,
  Page,
  PageHeader,
  Refused,
  UnsavedGuard,
  useScanAnywhere,
} from '../../kit/public.ts'
import styles from './delivery-notes.module.css'
import { boxesOf, choiceOf, choicesOf, chosenOf, type DraftNote, problemOf } from './draft-note.ts'
import { OpenLineCard } from './open-line-card.tsx'
import { SendingFrom } from './sending-from.tsx'
import { useChoosing } from './use-choosing.ts'

interface NoteEditorProps {
  open: AnswerOf<typeof api.fulfilment.listOpenLines>
  title: string
  crumb: Crumb
  /** The note that is changed, with what it holds. */
  former?: { note: DeliveryNote; draft: DraftNote }
  write: { data: DeliveryNote | undefined; isPending: boolean; error: unknown }
  onSave: (input: DeliveryNoteInput) => void
  /** Of a new note, which may go from another location. */
  onLocation?: (locationId: number) => void
}

/** What of an order's open lines goes on a note: lots, pieces and identifiers, by scanner, list or suggestion. */
export function NoteEditor({ open, title, crumb, former, write, onSave, onLocation }: NoteEditorProps) {
  const { t } = useTranslation()
  const { location, items: lines } = open
  const ownClaim = former ? `chosen for ${former.note.number}` : null
  const { draft, choose, takeCode, said } = useChoosing(lines, {
    locationId: location.id,
    ownClaim,
    ...(former ? { begin: former.draft } : {}),
  })
  const isSaved = useLeavingWhenSaved(write.data)
  /** Once saving was tried with nothing chosen, that is said. */
  const [tried, setTried] = useState(false)
  useScanAnywhere(takeCode)

  const choices = choicesOf(draft, lines)
  const hasProblem = lines.some(line => problemOf(line, choiceOf(draft, line)) !== null)
  const complete = lines.filter(line => chosenOf(line, choiceOf(draft, line)) === line.open).length
  const lacks = lines.some(line => boxesOf(line, choiceOf(draft, line)).includes(null))
  const save = () => {
    setTried(true)
    if (choices.length > 0 && !hasProblem && !write.isPending && !isSaved)
      onSave({ lines: choices, ...(lacks ? { draft: true } : {}) })
  }
  return (
    <Page>
      <PageHeader
        title={title}
        subtitle={
          onLocation ? (
            <SendingFrom location={location} dirty={draft.size > 0} onChange={onLocation} />
          ) : (
            t('deliveryNotes.fromLocation', { location: location.name })
          )
        }
        crumbs={[crumb]}
        actions={
          <Button loading={write.isPending} onClick={save}>
            {t('deliveryNotes.save')}
          </Button>
        }
      />
      <UnsavedGuard dirty={!isSaved && (former ? draft !== former.draft : draft.size > 0)} />
      <Refused error={write.error} />
      {tried && choices.length === 0 ? <Refused error={new Error(t('deliveryNotes.nothingChosen'))} /> : null}
      <div className={styles.bar}>
        <p className={styles.said} data-bad={said?.bad ?? false} role={said?.bad ? 'alert' : 'status'}>
          {said?.text ?? t('deliveryNotes.scanHint')}
        </p>
        <span className={styles.soft}>
          {t('deliveryNotes.progress', { chosen: complete, open: lines.length })}
        </span>
      </div>
      {lines.map(line => (
        <OpenLineCard
          key={line.orderLineId}
          line={line}
          locationId={location.id}
          ownClaim={ownClaim}
          choice={choiceOf(draft, line)}
          onChoice={choice => choose(line, choice)}
          onCode={takeCode}
        />
      ))}
    </Page>
  )
}

/** Leads to the note's page once it is saved. */
function useLeavingWhenSaved(saved: DeliveryNote | undefined): boolean {
  const { t } = useTranslation()
  const navigate = useNavigate()
  // After the screen knows that nothing is unsaved any more; else leaving it would be asked about.
  useEffect(() => {
    if (saved === undefined) return
    const word = saved.state === 'draft' ? 'keptAsDraft' : 'saved'
    notify.done(t(`deliveryNotes.${word}`, { number: saved.number }))
    void navigate({ to: '/delivery-notes/$noteId', params: { noteId: saved.id } })
  }, [saved, navigate, t])
  return saved !== undefined
}
