import { Button, FileButton } from '@mantine/core'
import { IconPhoto } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../kit/public.ts'
import { readPicture } from './read-picture.ts'
import styles from './scan.module.css'

/** Looks through the camera until there is a code, or reads one from a picture. */
export default function Camera({ onRead }: { onRead: (code: string) => void }) {
  const { t } = useTranslation()
  const video = useRef<HTMLVideoElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const latest = useRef(onRead)
  latest.current = onRead
  useEffect(() => {
    const end = new AbortController()
    lookThrough(video.current!, end.signal).then(
      code => {
        if (code !== null) latest.current(code)
      },
      () => setProblem(t('till.camera.noCamera')),
    )
    return () => end.abort()
  }, [t])
  const readFile = async (file: File | null) => {
    if (!file) return
    setProblem(null)
    const code = await readPicture(file).catch(() => null)
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
async function lookThrough(video: HTMLVideoElement, signal: AbortSignal): Promise<string | null> {
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
      const code = await readPicture(paper.getImageData(0, 0, canvas.width, canvas.height))
      if (code !== null && !signal.aborted) return code
    }
    await new Promise(later => setTimeout(later, betweenLooksMs))
  }
  return null
}
