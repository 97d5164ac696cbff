import type { Picture } from '../../../contract/pictures.ts'
import { api } from '../../../contract/public.ts'
import { fileAddress } from '../../client/public.ts'
import styles from './thumbnail.module.css'

/** A product's first picture beside its name, which says more than the picture's own text would. */
export function Thumbnail({ picture }: { picture: Picture | null }) {
  if (picture === null) return <span className={styles.none} aria-hidden="true" />
  return (
    <img
      className={styles.thumbnail}
      src={fileAddress(api.pictures.showPicture, { params: { pictureId: picture.id, size: 'small' } })}
      alt=""
      loading="lazy"
      decoding="async"
    />
  )
}
