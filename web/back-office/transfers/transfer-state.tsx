import { useTranslation } from 'react-i18next'
import type { TransferState } from '../../../contract/transfers.ts'
import { StateBadge, type Tone } from '../../kit/public.ts'

const tones: Record<TransferState, Tone> = {
  draft: 'plain',
  sent: 'open',
  part_received: 'open',
  received: 'done',
  cancelled: 'bad',
}

/** The state of a transfer, as a word with a mark. */
export function StateOfTransfer({ state }: { state: TransferState }) {
  const { t } = useTranslation()
  return <StateBadge tone={tones[state]}>{t(`transfers.states.${state}`)}</StateBadge>
}
