import { ActionIcon, TextInput } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Picture } from '../../../../contract/pictures.ts'
import { api } from '../../../../contract/public.ts'
import { fileAddress } from '../../../client/public.ts'
import styles from './pictures.module.css'

interface PictureTileProps {
  picture: Picture
  /** Its place, from 0. */
  at: number
  count: number
  mayWrite: boolean
  onMove: (from: number, to: number) => void
  onRemove: () => void
  onAlt: (alt: string) => void
}

const dragged = 'text/x-picture-at'

/** One picture with its text. It is moved with its arrows, or dragged onto another one's place. */
export function PictureTile(props: PictureTileProps) {
  const { picture, at, count, mayWrite, onMove, onRemove, onAlt } = props
  const { t } = useTranslation()
  const [alt, setAlt] = useState(picture.alt)
  const place = { at: at + 1 }
  return (
    <li
      className={styles.tile}
      draggable={mayWrite}
      onDragStart={event => event.dataTransfer.setData(dragged, String(at))}
      onDragOver={event => {
        if (event.dataTransfer.types.includes(dragged)) event.preventDefault()
      }}
      onDrop={event => {
        const from = event.dataTransfer.getData(dragged)
        if (from !== '') onMove(Number(from), at)
      }}
    >
      <img
        src={fileAddress(api.pictures.showPicture, { params: { pictureId: picture.id, size: 'medium' } })}
        alt={picture.alt}
        draggable={false}
        loading="lazy"
      />
      <TextInput
        size="xs"
        aria-label={t('products.pictures.alt', place)}
        placeholder={t('products.pictures.altExample')}
        maxLength={300}
        disabled={!mayWrite}
        value={alt}
        onChange={event => setAlt(event.currentTarget.value)}
        onBlur={() => alt.trim() !== picture.alt && onAlt(alt.trim())}
        onKeyDown={event => event.key === 'Enter' && event.currentTarget.blur()}
      />
      <div className={styles.row}>
        <span className={styles.chief}>{at === 0 ? t('products.pictures.chief') : ''}</span>
        {mayWrite ? (
          <>
            <ActionIcon
              aria-label={t('products.pictures.earlier', place)}
              disabled={at === 0}
              onClick={() => onMove(at, at - 1)}
            >
              <IconArrowLeft size={16} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
            <ActionIcon
              aria-label={t('products.pictures.later', place)}
              disabled={at === count - 1}
              onClick={() => onMove(at, at + 1)}
            >
              <IconArrowRight size={16} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
            <ActionIcon aria-label={t('products.pictures.remove', place)} onClick={onRemove}>
              <IconTrash size={16} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
          </>
        ) : null}
      </div>
    </li>
  )
}
