import { useTranslation } from 'react-i18next'
import type { DeliveryNoteState } from '../../../contract/fulfilment.ts'
import { StateBadge, type Tone } from '../../kit/public.ts'

const tones: Record<DeliveryNoteState, Tone> = {
  draft: 'plain',
  ready: 'open',
  shipped: 'open',
  delivered: 'done',
  cancelled: 'bad',
}

/** The state of a delivery note, as a word with a mark. */
export function NoteState({ state }: { state: DeliveryNoteState }) {
  const { t } = useTranslation()
  return <StateBadge tone={tones[state]}>{t(`deliveryNotes.states.${state}`)}</StateBadge>
}
