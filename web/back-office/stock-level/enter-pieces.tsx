import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LevelRow } from '../../../contract/stock.ts'
import { Refused } from '../../kit/public.ts'
import { blankBox, valuesOf } from '../serial-numbers/box-list.ts'
import { SerialBoxes } from '../serial-numbers/serial-boxes.tsx'
import styles from '../serial-numbers/serial-numbers.module.css'
import { useBoxes } from '../serial-numbers/use-boxes.ts'

export interface PiecesProps {
  variantId: number
  level: LevelRow
  count: number
  busy: boolean
  error: unknown
  onBack: () => void
  onSave: (serials: readonly string[]) => void
}

/** The serial numbers of pieces that are added to the stock: a box for each. */
export function EnterPieces({ variantId, count, busy, error, onBack, onSave }: PiecesProps) {
  const { t } = useTranslation()
  const [blank] = useState(() => Array.from({ length: count }, () => blankBox(0)))
  const entry = useBoxes(blank, { variantId, pattern: null, singleUse: true })
  const [tried, setTried] = useState(false)
  const focus = useRef<((index: number) => void) | null>(null)
  useEffect(() => focus.current?.(0), [])
  const save = () => {
    setTried(true)
    if (entry.problems.size === 0) onSave(valuesOf(entry.boxes))
    else focus.current?.(Math.min(...entry.problems.keys()))
  }
  return (
    <div className={`${styles.work} ${styles.dialog}`}>
      <p className={styles.hint}>{t('serialNumbers.raise', { count })}</p>
      <SerialBoxes
        variantId={variantId}
        entry={entry}
        headingOf={() => null}
        labelOf={index => t('serialNumbers.box', { number: index + 1 })}
        marksEmpty={tried}
        focus={focus}
      />
      <Refused error={error} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onBack}>
          {t('serialNumbers.back')}
        </Button>
        <Button onClick={save} loading={busy}>
          {t('serialNumbers.save')}
        </Button>
      </div>
    </div>
  )
}
