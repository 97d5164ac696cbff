import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Code } from '../../kit/public.ts'
import styles from './delivery-notes.module.css'
import { type ChosenUnit, chosenOf, withoutUnit, withUnit } from './draft-note.ts'
import type { LineProps } from './open-line-card.tsx'
import { SerialBox } from './serial-box.tsx'

interface SerialChoicesProps extends LineProps {
  locationId: number
  ownClaim: string | null
  onCode: (code: string) => Promise<void>
}

/** The pieces of a line: a box to scan, type or choose the next one, and a chip for each that is chosen. */
export function SerialChoices({ line, choice, onChoice, locationId, ownClaim, onCode }: SerialChoicesProps) {
  const { t } = useTranslation()
  const isFull = chosenOf(line, choice) >= line.open
  return (
    <div className={styles.serialLine}>
      {isFull ? null : (
        <SerialBox
          line={line}
          locationId={locationId}
          ownClaim={ownClaim}
          chosen={choice.units}
          onCode={onCode}
          onChoose={unit => onChoice(withUnit(choice, unit))}
        />
      )}
      <ul
        className={styles.chips}
        aria-label={t('deliveryNotes.chosenSerials', { product: line.productName })}
      >
        {choice.units.map(unit => (
          <Chip key={unit.id} unit={unit} onRemove={() => onChoice(withoutUnit(choice, unit.id))} />
        ))}
      </ul>
    </div>
  )
}

function Chip({ unit, onRemove }: { unit: ChosenUnit; onRemove: () => void }) {
  const { t } = useTranslation()
  return (
    <li className={styles.chip}>
      <Code>{unit.serial}</Code>
      <span className={styles.soft}>{[unit.lot, unit.bin].filter(Boolean).join(' · ')}</span>
      <ActionIcon
        size="sm"
        aria-label={t('deliveryNotes.removeSerial', { serial: unit.serial })}
        onClick={onRemove}
      >
        <IconX size={14} stroke={1.8} aria-hidden="true" />
      </ActionIcon>
    </li>
  )
}
