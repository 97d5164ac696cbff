import { Button } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readScan } from '../../../gs1/public.ts'
import { EmptyState, useScan } from '../../kit/public.ts'
import { changeLine } from '../basket/basket.ts'
import { useCell } from '../device/cell.ts'
import { type Till, useTill } from '../device/till.ts'
import { TouchDialog } from '../frame/touch-dialog.tsx'
import type { LotChoice } from '../goods/choosable.ts'
import type { Product } from '../goods/goods.ts'
import { addLot, choicesOf } from '../sell/adding.ts'
import { LotRow } from './lot-row.tsx'
import styles from './lots.module.css'

interface LotDialogProps {
  /** What the lot is chosen of; null keeps the dialog closed. */
  product: Product | null
  /** The line whose lot is changed; null puts the product into the basket. */
  lineId: string | null
  onClose: () => void
}

/** Choose the lot number, Save: what is here, soonest expiry first, and why the rest cannot be chosen. */
export function LotDialog({ product, lineId, onClose }: LotDialogProps) {
  const { t } = useTranslation()
  return (
    <TouchDialog
      opened={product !== null}
      title={t('till.lots.ofProduct', { product: product?.name ?? '' })}
      onClose={onClose}
    >
      {product ? <Chooser product={product} lineId={lineId} onClose={onClose} /> : null}
    </TouchDialog>
  )
}

function Chooser({ product, lineId, onClose }: LotDialogProps & { product: Product }) {
  const { t } = useTranslation()
  const till = useTill()
  const choices = useChoices(till, product)
  const line = till.baskets.mine.value.lines.find(one => one.id === lineId)
  const [picked, pick] = useState<number | null>(line?.lot?.lotId ?? null)
  const open = choices?.filter(choice => choice.barred === null || choice.lotId === line?.lot?.lotId) ?? []
  const chosen = open.find(choice => choice.lotId === picked) ?? open[0]
  useScan(code => {
    const read = readScan(code)
    const number = read.kind === 'gs1' ? read.lot : read.text
    const scanned = open.find(choice => choice.number === number)
    if (scanned) pick(scanned.lotId)
  })
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!chosen) return
    if (lineId === null) addLot(till, product, chosen)
    else {
      const { lotId, number, expiresOn } = chosen
      till.baskets.change(changeLine(till.baskets.mine.value, lineId, { lot: { lotId, number, expiresOn } }))
    }
    onClose()
  }
  const form = useRef<HTMLFormElement>(null)
  const isRead = choices !== null
  useEffect(() => {
    // The dialog was there before its lots: by keyboard, Enter takes the chosen one.
    if (isRead) form.current?.querySelector<HTMLElement>('input:checked')?.focus()
  }, [isRead])
  if (choices === null) return null
  if (choices.length === 0)
    return <EmptyState title={t('till.lots.none')} sentence={t('till.lots.noneHint')} />
  return (
    <form ref={form} onSubmit={save}>
      <div className={styles.lots} role="radiogroup" aria-label={t('till.lots.title')}>
        {choices.map(choice => (
          <LotRow
            key={choice.lotId}
            choice={choice}
            decimals={product.decimals}
            checked={choice.lotId === chosen?.lotId}
            disabled={!open.includes(choice)}
            onPick={() => pick(choice.lotId)}
          />
        ))}
      </div>
      <Button type="submit" size="lg" fullWidth mt="md" disabled={!chosen}>
        {t('till.lots.save')}
      </Button>
    </form>
  )
}

/** Read again when the basket or the goods of the device change. */
function useChoices(till: Till, product: Product): readonly LotChoice[] | null {
  const [choices, setChoices] = useState<readonly LotChoice[] | null>(null)
  const basket = useCell(till.baskets.mine)
  const syncedAt = useCell(till.syncedAt)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is left changes with the basket and the goods
  useEffect(() => {
    let isWanted = true
    void choicesOf(till, product).then(read => {
      if (isWanted) setChoices(read)
    })
    return () => {
      isWanted = false
    }
  }, [till, product, basket, syncedAt])
  return choices
}
