import { Button, FileButton } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerOf, Endpoint } from '../../../contract/endpoint.ts'
import { newKey, upload } from '../../client/public.ts'
import { ProgressBar, Refused } from '../../kit/public.ts'
import styles from './import.module.css'

type Uploading =
  | { state: 'idle' }
  | { state: 'sending'; file: File; share: number }
  | { state: 'refused'; file: File; error: unknown }

interface UploadFileProps<E extends Endpoint> {
  endpoint: E
  onUploaded: (taken: AnswerOf<E>) => void
}

/** Chooses or drops a file and sends it. Sent again after a lost answer, it is taken once. */
export function UploadFile<E extends Endpoint>({ endpoint, onUploaded }: UploadFileProps<E>) {
  const { t } = useTranslation()
  const [uploading, setUploading] = useState<Uploading>({ state: 'idle' })
  const [isOver, setOver] = useState(false)
  const key = useRef({ file: null as File | null, key: '' })
  const stopping = useRef<AbortController | null>(null)
  useEffect(() => () => stopping.current?.abort(), [])

  const send = async (file: File) => {
    if (uploading.state === 'sending') return
    if (key.current.file !== file) key.current = { file, key: newKey() }
    const abort = new AbortController()
    stopping.current = abort
    setUploading({ state: 'sending', file, share: 0 })
    try {
      const taken = await upload(
        endpoint,
        { file },
        {
          idempotencyKey: key.current.key,
          onProgress: share => setUploading({ state: 'sending', file, share }),
          signal: abort.signal,
        },
      )
      onUploaded(taken)
    } catch (error) {
      setUploading(abort.signal.aborted ? { state: 'idle' } : { state: 'refused', file, error })
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) void send(file)
  }

  if (uploading.state === 'sending') {
    const { file, share } = uploading
    return (
      <div className={styles.zone}>
        <div className={styles.wide}>
          <ProgressBar
            label={t('importFrame.uploading', { name: file.name })}
            done={Math.round(share * 100)}
            total={100}
            note={share === 1 ? t('importFrame.understood') : null}
          />
        </div>
        <Button variant="default" onClick={() => stopping.current?.abort()}>
          {t('importFrame.stop')}
        </Button>
      </div>
    )
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut; the button inside does the same
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
      {uploading.state === 'refused' ? (
        <div className={styles.wide} data-testid="refused">
          <p className={styles.refusedFile}>{t('importFrame.fileProblem', { name: uploading.file.name })}</p>
          <Refused
            error={uploading.error}
            action={
              <span>
                <Button variant="default" size="compact-sm" onClick={() => void send(uploading.file)}>
                  {t('importFrame.again')}
                </Button>
              </span>
            }
          />
        </div>
      ) : null}
      <IconFileSpreadsheet size={40} stroke={1.2} aria-hidden="true" className={styles.icon} />
      <p className={styles.drop}>{isOver ? t('importFrame.dropHere') : t('importFrame.drop')}</p>
      <FileButton onChange={file => file && void send(file)} accept=".xlsx,.xlsm,.csv,.tsv,.txt">
        {props => (
          <Button {...props}>
            {t(uploading.state === 'refused' ? 'importFrame.chooseOther' : 'importFrame.choose')}
          </Button>
        )}
      </FileButton>
      <p className={styles.quiet}>{t('importFrame.formats')}</p>
    </div>
  )
}
