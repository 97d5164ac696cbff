import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OpenLine } from '../../../contract/fulfilment.ts'
import { Code, QuantityField, StateBadge, useFormat } from '../../kit/public.ts'
import styles from './delivery-notes.module.css'
import { chosenOf, type LineChoice, problemOf, withSuggestion } from './draft-note.ts'
import { IdentifierFields } from './identifier-fields.tsx'
import { LotChoices } from './lot-choices.tsx'
import { SerialChoices } from './serial-choices.tsx'
import { lineElementId } from './use-choosing.ts'

export interface LineProps {
  line: OpenLine
  choice: LineChoice
  onChoice: (choice: LineChoice) => void
}
interface OpenLineCardProps extends LineProps {
  locationId: number
  ownClaim: string | null
  /** A code that was typed or scanned into the line. */
  onCode: (code: string) => Promise<void>
}

/** One open line of the order, with what is chosen for it. */
export function OpenLineCard({ line, locationId, ownClaim, choice, onChoice, onCode }: OpenLineCardProps) {
  const { tracking } = line
  return (
    <section id={lineElementId(line)} className={styles.card} aria-label={line.productName}>
      <div className={styles.cardHead}>
        <h2 className={styles.product}>
          <span>{line.productName}</span> <Code>{line.productNumber}</Code>
        </h2>
        <Progress line={line} choice={choice} />
        <TakeSuggested line={line} choice={choice} onChoice={onChoice} />
      </div>
      {tracking.serials ? (
        <SerialChoices
          line={line}
          choice={choice}
          onChoice={onChoice}
          locationId={locationId}
          ownClaim={ownClaim}
          onCode={onCode}
        />
      ) : tracking.lots ? (
        <LotChoices line={line} choice={choice} onChoice={onChoice} />
      ) : (
        <PlainQuantity line={line} choice={choice} onChoice={onChoice} />
      )}
      <IdentifierFields line={line} choice={choice} onChoice={onChoice} locationId={locationId} />
    </section>
  )
}

/** Fills what is still missing, for a line that is tracked by lot and is not full. */
function TakeSuggested({ line, choice, onChoice }: LineProps) {
  const { t } = useTranslation()
  const { lots, serials } = line.tracking
  const isOffered = lots && !serials && line.suggestedLots.length > 0 && chosenOf(line, choice) < line.open
  if (!isOffered) return null
  return (
    <Button variant="default" size="compact-sm" onClick={() => onChoice(withSuggestion(line, choice))}>
      {t('deliveryNotes.takeSuggested')}
    </Button>
  )
}

function Progress({ line, choice }: Pick<LineProps, 'line' | 'choice'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const chosen = chosenOf(line, choice)
  const words = {
    chosen: format.quantity(chosen, line.decimals),
    open: format.quantity(line.open, line.decimals),
  }
  if (problemOf(line, choice) === 'tooMany')
    return <StateBadge tone="bad">{t('deliveryNotes.tooMany', { open: words.open })}</StateBadge>
  const tone = chosen === line.open ? 'done' : chosen > 0 ? 'open' : 'plain'
  return <StateBadge tone={tone}>{t('deliveryNotes.chosenOf', words)}</StateBadge>
}

function PlainQuantity({ line, choice, onChoice }: LineProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const free = format.quantity(line.free, line.decimals)
  const isShort = (choice.quantity ?? 0) > line.free
  return (
    <div className={styles.plain}>
      <QuantityField
        data-entry
        aria-label={t('deliveryNotes.toSend', { product: line.productName })}
        decimals={line.decimals}
        value={choice.quantity}
        onChange={quantity => onChoice({ ...choice, quantity })}
        error={isShort ? t('deliveryNotes.tooFew', { free }) : null}
      />
      <span className={styles.soft}>{t('deliveryNotes.free', { quantity: free })}</span>
    </div>
  )
}
