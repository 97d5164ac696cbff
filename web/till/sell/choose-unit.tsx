import { useTranslation } from 'react-i18next'
import { TouchDialog } from '../frame/touch-dialog.tsx'
import type { Product, Unit } from '../goods/goods.ts'
import styles from './sell.module.css'

interface ChooseUnitProps {
  choices: readonly { product: Product; unit: Unit }[] | null
  onChoose: (product: Product, unit: Unit) => void
  onClose: () => void
}

/** Asks which product is meant where several have a piece with the same serial number. */
export function ChooseUnit({ choices, onChoose, onClose }: ChooseUnitProps) {
  const { t } = useTranslation()
  return (
    <TouchDialog opened={choices !== null} title={t('till.sell.chooseProduct')} onClose={onClose}>
      {(choices ?? []).map(({ product, unit }) => (
        <button
          key={unit.unitId}
          type="button"
          className={styles.choice}
          onClick={() => onChoose(product, unit)}
        >
          {product.name}
        </button>
      ))}
    </TouchDialog>
  )
}
