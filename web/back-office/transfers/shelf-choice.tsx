import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { VariantChoice } from '../../../contract/catalog.ts'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { Picker, useFormat } from '../../kit/public.ts'
import { type DraftLine, lineOfLevel, lineOfUnit } from './draft-line.ts'
import styles from './transfers.module.css'

interface ShelfChoiceProps {
  variant: VariantChoice
  locationId: number
  onChoose: (line: DraftLine) => void
}

/** Which piece, or out of which bin and lot. */
export function ShelfChoice({ variant, locationId, onChoose }: ShelfChoiceProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { variantId, name, decimals } = variant
  const levels = useRead(api.stock.listLevels, { params: { variantId }, query: { locationId } })
  const free = (levels.data?.items ?? []).filter(level => level.onHand > level.allocated)
  if (variant.tracking.serials)
    return (
      <Picker
        label={t('transfers.choosePiece', { product: name })}
        autoFocus
        endpoint={api.stock.listUnits}
        input={search => ({
          params: { variantId },
          query: { search, locationId, onlyFree: false, onlyOnHand: true, limit: 20 },
        })}
        rows={answer => answer.items}
        option={unit => ({ key: unit.id, label: unit.serial, detail: unit.bin?.code, code: true })}
        value={null}
        onChange={unit => unit && onChoose(lineOfUnit(variant, unit))}
      />
    )
  if (levels.data !== undefined && free.length === 0)
    return <p className={styles.soft}>{t('transfers.noShelf', { product: name })}</p>
  return (
    <Select
      label={t('transfers.chooseShelf', { product: name })}
      data={free.map((level, index) => {
        const words = { bin: level.bin.code, free: format.quantity(level.onHand - level.allocated, decimals) }
        return {
          value: String(index),
          label: level.lot
            ? t('transfers.shelfLot', { ...words, lot: level.lot.number })
            : t('transfers.shelf', words),
        }
      })}
      value={null}
      onChange={index => {
        const level = free[Number(index)]
        if (index !== null && level) onChoose(lineOfLevel(variant, level))
      }}
    />
  )
}
