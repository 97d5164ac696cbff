import { useTranslation } from 'react-i18next'
import { IdentifierBox } from '../order-dispatch/identifier-box.tsx'
import styles from './delivery-notes.module.css'
import { boxesOf, withIdentifier } from './draft-note.ts'
import type { LineProps } from './open-line-card.tsx'

/** A box for each piece of a line whose identifiers are given out at dispatch. */
export function IdentifierFields({ line, choice, onChoice, locationId }: LineProps & { locationId: number }) {
  const { t } = useTranslation()
  const boxes = boxesOf(line, choice)
  if (boxes.length === 0) return null
  return (
    <div className={styles.identifiers}>
      <span className={styles.soft}>{t('deliveryNotes.identifiers')}</span>
      <div className={styles.boxes}>
        {boxes.map((value, index) => (
          <IdentifierBox
            // biome-ignore lint/suspicious/noArrayIndexKey: a box is the place of a piece in its line
            key={index}
            orderLineId={line.orderLineId}
            index={index}
            label={t('deliveryNotes.identifierOf', {
              product: line.productName,
              number: index + 1,
              count: boxes.length,
            })}
            value={value}
            variantId={line.variantId}
            locationId={locationId}
            anyText={line.identifierMode === 'at_dispatch'}
            suggested={false}
            warning={null}
            onCode={code => onChoice(withIdentifier(choice, index, code))}
            onValue={(_, chosen) => onChoice(withIdentifier(choice, index, chosen))}
          />
        ))}
      </div>
    </div>
  )
}
