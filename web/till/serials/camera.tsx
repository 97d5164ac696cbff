import { Button, FileButton } from '@mantine/core'
import { IconPhoto } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../kit/public.ts'
import { readPicture } from './read-picture.ts'
import styles from './scan.module.css'

interface CameraProps {
  onRead: (code: string) => void
  /** Codes that are not meant, as the product's barcode beside its serial number on the box. */
  isOther?: ((code: string) => boolean) | undefined
}

/** Looks through the camera until there is a code, or reads one from a picture. */
export default function Camera({ onRead, isOther }: CameraProps) {
  const { t } = useTranslation()
  const video = useRef<HTMLVideoElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const latest = useRef({ onRead, isOther })
  latest.current = { onRead, isOther }
  useEffect(() => {
    const end = new AbortController()
    lookThrough(video.current!, code => latest.current.isOther?.(code) ?? false, end.signal).then(
      code => {
        if (code !== null) latest.current.onRead(code)
      },
      error => setProblem(t(`till.camera.${whyNot(error)}`)),
    )
    return () => end.abort()
  }, [t])
  const readFile = async (file: File | null) => {
    if (!file) return
    setProblem(null)
    const code = await readPicture(file, isOther).catch(() => null)
    if (code === null) setProblem(t('till.camera.nothingRead'))
    else onRead(code)
  }
  return (
    <div className={styles.camera}>
      <video ref={video} muted playsInline aria-label={t('till.camera.view')} hidden={problem !== null} />
      {problem ? <Notice tone="warn">{problem}</Notice> : <p>{t('till.camera.hold')}</p>}
      <FileButton onChange={file => void readFile(file)} accept="image/*">
        {props => (
          <Button
            {...props}
            variant="default"
            size="lg"
            leftSection={<IconPhoto size={22} stroke={1.5} aria-hidden="true" />}
          >
            {t('till.camera.picture')}
          </Button>
        )}
      </FileButton>
    </div>
  )
}

const betweenLooksMs = 150

/** Gives the first code that the camera sees; null once it is not wanted any more. Throws when there is no camera. */
async function lookThrough(
  video: HTMLVideoElement,
  isOther: (code: string) => boolean,
  signal: AbortSignal,
): Promise<string | null> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1280 } },
  })
  signal.addEventListener('abort', () => {
    for (const track of stream.getTracks()) track.stop()
  })
  if (signal.aborted) for (const track of stream.getTracks()) track.stop()
  video.srcObject = stream
  await video.play()
  const canvas = document.createElement('canvas')
  const paper = canvas.getContext('2d', { willReadFrequently: true })!
  while (!signal.aborted) {
    if (video.videoWidth > 0) {
      canvas.width = video.videoWidth
      canvas.height = video.videoHeight
      paper.drawImage(video, 0, 0)
      const code = await readPicture(paper.getImageData(0, 0, canvas.width, canvas.height), isOther)
      if (code !== null && !signal.aborted) return code
    }
    await new Promise(later => setTimeout(later, betweenLooksMs))
  }
  return null
}

/** Browsers name what stands in the way; without https they do not even offer a camera. */
function whyNot(error: unknown): 'refused' | 'none' | 'busy' | 'insecure' {
  if (!isSecureContext) return 'insecure'
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError') return 'refused'
  return name === 'NotReadableError' ? 'busy' : 'none'
}
