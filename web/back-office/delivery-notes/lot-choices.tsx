import { Checkbox, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LotChoice } from '../../../contract/stock.ts'
import { Code, DateText, Quantity, QuantityField, useFormat } from '../../kit/public.ts'
import styles from './delivery-notes.module.css'
import { withLot, withLotQuantity, withoutLot } from './draft-note.ts'
import type { LineProps } from './open-line-card.tsx'

const firstLots = 6

/** The lots of a line, soonest expiry first: one is ticked for all that is missing, or given a quantity; several may be. */
export function LotChoices({ line, choice, onChoice }: LineProps) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  if (line.lots.length === 0) return <p className={styles.soft}>{t('deliveryNotes.noLots')}</p>
  const shown = line.lots.filter((lot, index) => all || index < firstLots || choice.lots.has(lot.id))
  const hiddenCount = line.lots.length - shown.length
  return (
    <div className={styles.lots}>
      <div className={styles.lotHead} aria-hidden="true">
        <span>{t('deliveryNotes.lot')}</span>
        <span>{t('deliveryNotes.expiresOn')}</span>
        <span>{t('deliveryNotes.lotFree')}</span>
        <span>{t('deliveryNotes.quantity')}</span>
      </div>
      <ul aria-label={t('deliveryNotes.lotsOf', { product: line.productName })}>
        {shown.map(lot => (
          <LotRow key={lot.id} lot={lot} line={line} choice={choice} onChoice={onChoice} />
        ))}
      </ul>
      {hiddenCount > 0 ? (
        <UnstyledButton className={styles.more} onClick={() => setAll(true)}>
          {t('deliveryNotes.moreLots', { count: hiddenCount })}
        </UnstyledButton>
      ) : null}
    </div>
  )
}

function LotRow({ lot, line, choice, onChoice }: LineProps & { lot: LotChoice }) {
  const { t } = useTranslation()
  const format = useFormat()
  const isChosen = choice.lots.has(lot.id)
  const isBlocked = lot.blockedBecause !== null
  const suggested = line.suggestedLots.find(one => one.lotId === lot.id)
  const isOver = (choice.lots.get(lot.id) ?? 0) > lot.free
  return (
    <li className={styles.lot} data-chosen={isChosen} data-blocked={isBlocked}>
      <Checkbox
        aria-label={t('deliveryNotes.takeLot', { lot: lot.number })}
        label={<Code>{lot.number}</Code>}
        checked={isChosen}
        disabled={isBlocked || (lot.free === 0 && !isChosen)}
        onChange={event =>
          onChoice(event.currentTarget.checked ? withLot(line, choice, lot) : withoutLot(choice, lot.id))
        }
      />
      <span className={styles.lotDate}>
        <DateText date={lot.expiresOn} />
      </span>
      {isBlocked ? (
        <span className={styles.blocked}>{lot.blockedBecause}</span>
      ) : (
        <>
          <span className={styles.lotFree}>
            <span className={styles.narrowLabel}>{t('deliveryNotes.lotFree')}</span>
            <Quantity units={lot.free} decimals={line.decimals} />
          </span>
          <QuantityField
            data-entry
            className={styles.lotQuantity ?? ''}
            aria-label={t('deliveryNotes.lotQuantity', { lot: lot.number })}
            decimals={line.decimals}
            value={choice.lots.get(lot.id) ?? null}
            disabled={lot.free === 0 && !isChosen}
            onChange={quantity => onChoice(withLotQuantity(choice, lot.id, quantity))}
            error={
              isOver
                ? t('deliveryNotes.lotTooMany', { free: format.quantity(lot.free, line.decimals) })
                : null
            }
          />
          <span className={styles.suggested}>
            {suggested
              ? t('deliveryNotes.suggested', { quantity: format.quantity(suggested.quantity, line.decimals) })
              : null}
          </span>
        </>
      )}
    </li>
  )
}
