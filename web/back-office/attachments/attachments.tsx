import { Button, FileButton } from '@mantine/core'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Attachment } from '../../../contract/attachments.ts'
import { api } from '../../../contract/public.ts'
import { fileAddress, useRead, useWrite } from '../../client/public.ts'
import {
  ConfirmDialog,
  DateText,
  ErrorState,
  notify,
  ProgressBar,
  Refused,
  Section,
  useConventions,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import styles from './attachments.module.css'
import { useAttaching } from './use-attaching.ts'

/** The files that belong to a purchase order or a goods receipt; further ones are chosen or dropped. */
export function Attachments({ documentId }: { documentId: number }) {
  const { t } = useTranslation()
  const mayWrite = useMay('purchasing.write')
  const read = useRead(api.attachments.listAttachments, { params: { documentId } })
  const { attach, sending, refused } = useAttaching(documentId)
  const [isOver, setOver] = useState(false)
  const [removing, setRemoving] = useState<Attachment | null>(null)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (mayWrite) attach([...event.dataTransfer.files])
  }
  const files = read.data?.items
  return (
    <Section
      title={t('attachments.title')}
      actions={
        mayWrite ? (
          <FileButton multiple onChange={attach}>
            {props => (
              <Button {...props} variant="default" size="compact-sm">
                {t('attachments.add')}
              </Button>
            )}
          </FileButton>
        ) : null
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut; the button does the same */}
      <div
        className={styles.zone}
        data-over={isOver}
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {read.error ? <ErrorState error={read.error} onRetry={() => void read.refetch()} /> : null}
        {files === undefined || files.length === 0 ? (
          <p className={styles.soft}>
            {files === undefined ? t('kit.loading') : t('attachments.none')}{' '}
            {mayWrite ? t('attachments.dropHint') : null}
          </p>
        ) : (
          <ul className={styles.list} aria-label={t('attachments.title')}>
            {files.map(file => (
              <File
                key={file.id}
                documentId={documentId}
                file={file}
                onRemove={mayWrite ? setRemoving : null}
              />
            ))}
          </ul>
        )}
        {sending ? (
          <ProgressBar
            label={t('attachments.sending', { name: sending.name })}
            done={Math.round(sending.share * 100)}
            total={100}
            note={null}
          />
        ) : null}
        {refused.map(error => (
          <Refused key={String(error)} error={error} />
        ))}
      </div>
      {removing ? (
        <RemoveFile documentId={documentId} file={removing} onClose={() => setRemoving(null)} />
      ) : null}
    </Section>
  )
}

interface FileProps {
  documentId: number
  file: Attachment
  onRemove: ((file: Attachment) => void) | null
}

function File({ documentId, file, onRemove }: FileProps) {
  const { t } = useTranslation()
  const { locale } = useConventions()
  const params = { documentId, attachmentId: file.id }
  return (
    <li>
      <a href={fileAddress(api.attachments.downloadAttachment, { params })} download={file.name}>
        {file.name}
      </a>
      <span className={styles.soft}>
        {t('attachments.addedBy', { size: sizeOf(file.bytes, locale), name: file.addedBy })}{' '}
        <DateText time={file.addedAt} />
      </span>
      {onRemove ? (
        <Button
          variant="subtle"
          size="compact-xs"
          aria-label={t('attachments.removeNamed', { name: file.name })}
          onClick={() => onRemove(file)}
        >
          {t('attachments.remove')}
        </Button>
      ) : null}
    </li>
  )
}

interface RemoveFileProps {
  documentId: number
  file: Attachment
  onClose: () => void
}

function RemoveFile({ documentId, file: { id, name }, onClose }: RemoveFileProps) {
  const { t } = useTranslation()
  const write = useWrite(api.attachments.removeAttachment, {
    onDone: () => {
      onClose()
      notify.done(t('attachments.removed', { name }))
    },
  })
  return (
    <ConfirmDialog
      opened
      title={t('attachments.removeTitle', { name })}
      sentence={t('attachments.removeSentence')}
      confirm={t('attachments.remove')}
      keep={t('attachments.removeKeep')}
      grave
      busy={write.isPending}
      error={write.error}
      onConfirm={() => write.mutate({ params: { documentId, attachmentId: id } })}
      onClose={onClose}
    />
  )
}

/** "340 kB", "1.2 MB": as people know it from their folders. */
function sizeOf(bytes: number, locale: string): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
  const digits = value < 10 ? 1 : 0
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: unit as string,
    maximumFractionDigits: digits,
  }).format(Math.max(value as number, 0.1))
}
