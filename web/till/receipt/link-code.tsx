import { drawingSVG, qrcode } from 'bwip-js/generic'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './receipt.module.css'

/** The receipt's link as a code for the customer's telephone. */
export default function LinkCode({ link }: { link: string }) {
  const { t } = useTranslation()
  const picture = useMemo(() => {
    const drawing = qrcode({ bcid: 'qrcode', text: link, scale: 3 }, drawingSVG())
    return `data:image/svg+xml,${encodeURIComponent(drawing)}`
  }, [link])
  return (
    <figure className={styles.link}>
      <img src={picture} alt={t('till.receipt.link')} width={132} height={132} />
      <figcaption>
        <a href={link} target="_blank" rel="noreferrer">
          {t('till.receipt.link')}
        </a>
      </figcaption>
    </figure>
  )
}
