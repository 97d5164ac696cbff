import { useTranslation } from 'react-i18next'
import type { SalesOrderState } from '../../../contract/sales.ts'
import { StateBadge, type Tone } from '../../kit/public.ts'

const tones: Record<SalesOrderState, Tone> = {
  open: 'plain',
  part_delivered: 'open',
  delivered: 'done',
  cancelled: 'bad',
}

/** The state of a sales order, as a word with a mark. */
export function OrderState({ state }: { state: SalesOrderState }) {
  const { t } = useTranslation()
  return <StateBadge tone={tones[state]}>{t(`salesOrders.states.${state}`)}</StateBadge>
}
