import { Button, FileButton } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Picture } from '../../../../contract/pictures.ts'
import { ErrorState, Section } from '../../../kit/public.ts'
import { useMay } from '../../session.ts'
import { PictureTile } from './picture-tile.tsx'
import styles from './pictures.module.css'
import { usePictures } from './use-pictures.ts'

/** The pictures of a product: chosen, dropped or pasted, put in order and described. They are saved at once. */
export function PicturesSection({ productId }: { productId: number }) {
  const { t } = useTranslation()
  const mayWrite = useMay('catalog.write')
  const { read, pictures, arrange, add, sending, refused } = usePictures(productId)
  const [hovered, setHovered] = useState(false)
  const [said, setSaid] = useState('')
  usePaste(mayWrite, add)
  if (pictures === undefined)
    return read.error ? <ErrorState error={read.error} onRetry={() => void read.refetch()} /> : null

  const move = (from: number, to: number) => {
    if (from === to || pictures[from] === undefined || to < 0 || to >= pictures.length) return
    arrange(moved(pictures, from, to))
    setSaid(t('products.pictures.moved', { at: to + 1 }))
  }
  const take = (event: React.DragEvent) => {
    const files = [...event.dataTransfer.files]
    if (files.length === 0) return
    event.preventDefault()
    setHovered(false)
    void add(files)
  }
  const choose = mayWrite ? (
    <FileButton multiple accept="image/*" onChange={files => void add(files)}>
      {props => (
        <Button variant="default" size="xs" loading={sending !== null} {...props}>
          {t('products.pictures.add')}
        </Button>
      )}
    </FileButton>
  ) : null
  return (
    <div className={styles.section}>
      <Section title={t('products.pictures.title')} actions={choose}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first */}
        <div
          className={styles.area}
          data-hovered={hovered}
          onDragOver={event => {
            if (!mayWrite || !event.dataTransfer.types.includes('Files')) return
            event.preventDefault()
            setHovered(true)
          }}
          onDragLeave={() => setHovered(false)}
          onDrop={mayWrite ? take : undefined}
        >
          {pictures.length === 0 ? <p className={styles.none}>{t('products.pictures.none')}</p> : null}
          <ul className={styles.pictures} aria-label={t('products.pictures.list')}>
            {pictures.map((picture, at) => (
              <PictureTile
                key={picture.id}
                picture={picture}
                at={at}
                count={pictures.length}
                mayWrite={mayWrite}
                onMove={move}
                onRemove={() => arrange(pictures.filter(one => one.id !== picture.id))}
                onAlt={alt => arrange(pictures.map(one => (one.id === picture.id ? { ...one, alt } : one)))}
              />
            ))}
          </ul>
          {mayWrite ? (
            <p className={styles.hint}>{t(hovered ? 'products.pictures.drop' : 'products.pictures.hint')}</p>
          ) : null}
          <p className={styles.hint} role="status">
            {sending ? t('products.pictures.sending', sending) : said}
          </p>
          {refused.map(one => (
            <p key={one.name} className={styles.refused} role="alert">
              {t('products.pictures.refused', { name: one.name, sentence: one.sentence })}
            </p>
          ))}
        </div>
      </Section>
    </div>
  )
}

function moved(pictures: readonly Picture[], from: number, to: number): Picture[] {
  const left = pictures.filter((_, at) => at !== from)
  return [...left.slice(0, to), pictures[from]!, ...left.slice(to)]
}

/** A picture that is pasted anywhere on the page is taken; pasted text goes where it always goes. */
function usePaste(mayWrite: boolean, add: (files: File[]) => Promise<void>) {
  useEffect(() => {
    if (!mayWrite) return
    const take = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])].filter(file => file.type.startsWith('image/'))
      if (files.length === 0) return
      event.preventDefault()
      void add(files)
    }
    window.addEventListener('paste', take)
    return () => window.removeEventListener('paste', take)
  }, [mayWrite, add])
}
