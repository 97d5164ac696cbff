import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { sentenceOf, useWrite } from '../../client/public.ts'
import { IdentifierBox } from '../order-dispatch/identifier-box.tsx'
import { useMay } from '../session.ts'
import styles from './delivery-notes.module.css'
import { boxesOf, withIdentifier } from './draft-note.ts'
import type { LineProps } from './open-line-card.tsx'

/** A box for each piece of a line whose identifiers are given out at dispatch. */
export function IdentifierFields({ line, choice, onChoice, locationId }: LineProps & { locationId: number }) {
  const { t } = useTranslation()
  const [problem, setProblem] = useState<{ index: number; sentence: string } | null>(null)
  const adding = useWrite(api.identifiers.addIdentifierValue)
  const mayAdd = useMay('stock.write') && line.identifierMode === 'multiple_use'
  const boxes = boxesOf(line, choice)
  if (boxes.length === 0) return null
  const put = (index: number, value: string | null) => {
    setProblem(null)
    onChoice(withIdentifier(choice, index, value))
  }
  const addToList = async ({ index }: { index: number }, value: string) => {
    try {
      await adding.mutateAsync({ params: { variantId: line.variantId }, body: { value } })
      put(index, value)
    } catch (error) {
      setProblem({ index, sentence: sentenceOf(error) })
    }
  }
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
            warning={problem?.index === index ? problem.sentence : null}
            onCode={code => put(index, code)}
            onValue={(_, chosen) => put(index, chosen)}
            onAdd={mayAdd ? (place, value) => void addToList(place, value) : undefined}
          />
        ))}
      </div>
    </div>
  )
}
