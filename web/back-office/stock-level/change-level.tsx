import { Modal, NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Product } from '../../../contract/catalog.ts'
import { api } from '../../../contract/public.ts'
import type { LevelRow } from '../../../contract/stock.ts'
import { useRead, useWrite } from '../../client/public.ts'
import { FieldRow, FormButtons, notify, Quantity, Refused } from '../../kit/public.ts'
import styles from '../serial-numbers/serial-numbers.module.css'
import { ChoosePieces } from './choose-pieces.tsx'
import { EnterPieces } from './enter-pieces.tsx'

interface ChangeLevelProps {
  product: Product
  level: LevelRow
  onClose: () => void
}

/**
 * Changes the stock level in a bin: how much is there now, and why. Of pieces with serial numbers it asks for them next:
 * for those that are added, or which ones go.
 */
export function ChangeLevel({ product, level, onClose }: ChangeLevelProps) {
  const { t } = useTranslation()
  const [target, setTarget] = useState<number | null>(null)
  const [reasonId, setReasonId] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const [asksPieces, setAsksPieces] = useState(false)
  const write = useWrite(api.adjustments.adjustStock, {
    onDone: ({ number }) => {
      notify.done(t('serialNumbers.changed', { number }))
      onClose()
    },
  })
  const change = target === null ? 0 : target - level.onHand
  const hasPieces = product.tracking.serials || product.dispatchIdentifierMode === 'single_use'
  const save = (serials: readonly string[]) => {
    if (reasonId === null) return
    const { variantId, lot, bin } = level
    const one = {
      variantId,
      binId: bin.id,
      quantity: change,
      lotNumber: lot?.number ?? null,
      serials: [...serials],
    }
    write.mutate({ body: { reasonId, note, changes: [one] } })
  }
  const next = () => (hasPieces ? setAsksPieces(true) : save([]))
  const pieces = {
    variantId: level.variantId,
    level,
    count: Math.abs(change),
    busy: write.isPending,
    error: write.error,
  }
  const steps = { onBack: () => setAsksPieces(false), onSave: save }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('serialNumbers.changeTitle', { product: product.name, bin: level.bin.code })}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
    >
      {asksPieces ? (
        change > 0 ? (
          <EnterPieces {...pieces} {...steps} />
        ) : (
          <ChoosePieces {...pieces} {...steps} />
        )
      ) : (
        <form
          onSubmit={event => {
            event.preventDefault()
            event.stopPropagation()
            next()
          }}
        >
          <div className={styles.work}>
            <p className={styles.hint}>
              {t('serialNumbers.now')} <Quantity units={level.onHand} decimals={product.decimals} />
            </p>
            <FieldRow>
              <LevelField level={level} decimals={product.decimals} onChange={setTarget} />
              <ReasonField change={change} value={reasonId} onChange={setReasonId} />
            </FieldRow>
            <TextInput
              label={t('serialNumbers.note')}
              value={note}
              maxLength={2000}
              onChange={event => setNote(event.currentTarget.value)}
            />
            <Refused error={write.error} />
            <div className={styles.foot}>
              <FormButtons
                submit={t(hasPieces ? 'serialNumbers.next' : 'kit.save')}
                busy={write.isPending}
                disabled={change === 0 || reasonId === null}
                onCancel={onClose}
              />
            </div>
          </div>
        </form>
      )}
    </Modal>
  )
}

interface LevelFieldProps {
  level: LevelRow
  decimals: number
  onChange: (units: number | null) => void
}

function LevelField({ level, decimals, onChange }: LevelFieldProps) {
  const { t } = useTranslation()
  const one = 10 ** decimals
  return (
    <NumberInput
      label={t('serialNumbers.newLevel')}
      defaultValue={level.onHand / one}
      onChange={typed => onChange(typeof typed === 'number' ? Math.round(typed * one) : null)}
      min={0}
      step={1}
      decimalScale={decimals}
      allowNegative={false}
      data-autofocus
    />
  )
}

interface ReasonFieldProps {
  change: number
  value: number | null
  onChange: (reasonId: number | null) => void
}

/** The shop's own reasons, as far as they fit the direction. */
function ReasonField({ change, value, onChange }: ReasonFieldProps) {
  const { t } = useTranslation()
  const reasons = useRead(api.adjustments.listAdjustmentReasons, {})
  const wrong = change > 0 ? 'down' : 'up'
  const fitting = (reasons.data?.items ?? []).filter(
    one => !one.archived && (change === 0 || one.direction !== wrong),
  )
  const data = fitting.map(one => ({ value: String(one.id), label: one.name }))
  return (
    <Select
      label={t('serialNumbers.reason')}
      placeholder={t('serialNumbers.reasonChoose')}
      data={data}
      value={data.some(one => one.value === String(value)) ? String(value) : null}
      onChange={chosen => onChange(chosen === null ? null : Number(chosen))}
      allowDeselect={false}
    />
  )
}
