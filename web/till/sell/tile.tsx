import { IconBarcode, IconStack2 } from '@tabler/icons-react'
import { memo, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/pictures.ts'
import { fileAddress } from '../../client/public.ts'
import { Money, useFormat } from '../../kit/public.ts'
import { useCell } from '../device/cell.ts'
import { useTill } from '../device/till.ts'
import { needsLot, type Product } from '../goods/goods.ts'
import styles from './sell.module.css'

interface TileProps {
  product: Product
  onChoose: (product: Product) => void
}

/** A product to tap. */
export const Tile = memo(function Tile({ product, onChoose }: TileProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { name, priceMinor } = product
  return (
    <button
      type="button"
      className={styles.tile}
      aria-label={t('till.sell.addOne', { product: name, price: format.money(priceMinor) })}
      onClick={() => onChoose(product)}
    >
      <Picture product={product} />
      <span className={styles.tileName}>{name}</span>
      <span className={styles.tileFoot}>
        <Money minor={priceMinor} />
        <Kind product={product} />
      </span>
    </button>
  )
})

/** The picture, or the first letters on ruled paper where there is none or it cannot be reached. */
function Picture({ product: { name, pictureId } }: { product: Product }) {
  const [isMissing, miss] = useState(false)
  const { online } = useCell(useTill().network.state)
  useEffect(() => {
    if (online) miss(false)
  }, [online])
  if (pictureId === null || isMissing) {
    return (
      <span className={styles.letters} aria-hidden="true">
        {[...name].slice(0, 2).join('')}
      </span>
    )
  }
  return (
    <img
      className={styles.picture}
      src={fileAddress(api.showPicture, { params: { pictureId, size: 'medium' } })}
      alt=""
      loading="lazy"
      onError={() => miss(true)}
    />
  )
}

function Kind({ product }: { product: Product }) {
  const { t } = useTranslation()
  const icon = { size: 18, stroke: 1.5 } as const
  if (product.piecesHaveSerials) return <IconBarcode {...icon} aria-label={t('till.sell.bySerial')} />
  if (needsLot(product)) return <IconStack2 {...icon} aria-label={t('till.sell.byLot')} />
  return null
}
