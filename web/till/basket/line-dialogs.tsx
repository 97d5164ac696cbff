import { useCell } from '../device/cell.ts'
import { useTill } from '../device/till.ts'
import { LotDialog } from '../lots/lot-dialog.tsx'
import { IdentifierDialog } from '../serials/identifier-dialog.tsx'
import { SerialDialog } from '../serials/serial-dialog.tsx'
import { DiscountDialog } from './discount-dialog.tsx'
import type { Ask } from './line.tsx'
import { LineDialog } from './line-dialog.tsx'

interface LineDialogsProps {
  ask: Ask | null
  onAsk: (ask: Ask) => void
  onClose: () => void
}

/** The dialogs that a press on a line of the basket brings up. */
export function LineDialogs({ ask, onAsk, onClose }: LineDialogsProps) {
  const till = useTill()
  const { lines } = useCell(till.baskets.mine)
  const line = ask !== null && 'lineId' in ask ? lines.find(one => one.id === ask.lineId) : undefined
  const when = (what: Ask['what']) => (ask?.what === what ? (line ?? null) : null)
  return (
    <>
      <SerialDialog line={when('serial')} onClose={onClose} />
      <IdentifierDialog line={when('identifier')} onClose={onClose} />
      <LotDialog product={when('lot')?.product ?? null} lineId={line?.id ?? null} onClose={onClose} />
      <LineDialog line={when('line')} onAsk={onAsk} onClose={onClose} />
      <DiscountDialog opened={ask?.what === 'basket-discount'} onClose={onClose} />
    </>
  )
}
