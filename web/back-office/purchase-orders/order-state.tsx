import { useTranslation } from 'react-i18next'
import type { PurchaseOrderState } from '../../../contract/purchasing.ts'
import { StateBadge, type Tone } from '../../kit/public.ts'

const tones: Record<PurchaseOrderState, Tone> = {
  draft: 'plain',
  confirmed: 'open',
  part_warehoused: 'open',
  warehoused: 'done',
  closed: 'plain',
  cancelled: 'bad',
}

export function OrderState({ state }: { state: PurchaseOrderState }) {
  const { t } = useTranslation()
  return <StateBadge tone={tones[state]}>{t(`purchaseOrders.states.${state}`)}</StateBadge>
}
