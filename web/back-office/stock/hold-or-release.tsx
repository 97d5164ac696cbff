import type { TFunction } from 'i18next'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { HoldForm, ReleaseForm } from '../trace/hold-forms.tsx'
import type { HeldLot } from './lot-table.tsx'

/** What the drawer is called while a lot is being held or released. */
export function holdingTitle(t: TFunction, { number, isHeld }: HeldLot): string {
  const thing = t('trace.thing.lot', { name: number })
  return t(isHeld ? 'trace.releaseTitle' : 'trace.holdTitle', { thing })
}

/** Puts a lot on hold, or releases it from its hold. */
export function HoldOrRelease({ lot, onClose }: { lot: HeldLot; onClose: () => void }) {
  const { t } = useTranslation()
  const element = useRef<HTMLDivElement>(null)
  // It may take the place of other content in a drawer that is open already, and that places no cursor by itself.
  useEffect(() => element.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), [])
  const thing = { kind: 'lot' as const, id: lot.id, name: t('trace.thing.lot', { name: lot.number }) }
  return (
    <div ref={element}>
      {lot.isHeld ? (
        <ReleaseForm thing={thing} onClose={onClose} />
      ) : (
        <HoldForm thing={thing} onClose={onClose} />
      )}
    </div>
  )
}
