import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/till/device.ts'
import type { Cashier } from '../../../contract/till/tills.ts'
import { call, sentenceOf } from '../../client/public.ts'
import { Notice } from '../../kit/public.ts'
import { useCell } from '../device/cell.ts'
import { type Till, useTill } from '../device/till.ts'
import { PinPad } from '../enter/pin-pad.tsx'
import { TouchDialog } from '../frame/touch-dialog.tsx'
import styles from './allow-discount.module.css'

interface AllowDiscountProps {
  opened: boolean
  onClose: () => void
}

/** Tells a cashier who may give no discount that it is so, and lets somebody who may allow it by their PIN. */
export function AllowDiscount({ opened, onClose }: AllowDiscountProps) {
  const { t } = useTranslation()
  return (
    <TouchDialog opened={opened} title={t('till.basket.allowTitle')} onClose={onClose}>
      {opened ? <AllowDiscountForm /> : null}
    </TouchDialog>
  )
}

/** The same inside another dialog. Once it is allowed, the basket says so, and whoever shows this shows the discount. */
export function AllowDiscountForm() {
  const { t } = useTranslation()
  const till = useTill()
  const { cashiers } = useCell(till.state)!
  const { online } = useCell(till.network.state)
  const [chosen, choose] = useState<Cashier | null>(null)
  const able = cashiers.filter(cashier => cashier.mayDiscount)
  if (!online) return <Notice tone="warn">{t('till.basket.allowOffline')}</Notice>
  if (chosen) return <AskPin key={chosen.staffId} cashier={chosen} />
  return (
    <>
      <p className={styles.allow}>{t('till.basket.discountNotAllowed')}</p>
      {able.length === 0 ? <Notice tone="warn">{t('till.basket.allowNobody')}</Notice> : null}
      {able.map(cashier => (
        <button
          key={cashier.staffId}
          type="button"
          className={styles.allowing}
          onClick={() => choose(cashier)}
        >
          {cashier.name}
        </button>
      ))}
    </>
  )
}

function AskPin({ cashier }: { cashier: Cashier }) {
  const { t } = useTranslation()
  const till = useTill()
  const [pin, setPin] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const enter = async () => {
    if (busy || pin.length < 4) return
    setBusy(true)
    try {
      await allowDiscount(till, cashier, pin)
    } catch (error) {
      setPin('')
      setRefusal(sentenceOf(error))
      setBusy(false)
    }
  }
  return (
    <div className={styles.allowPin}>
      <p className={styles.allow}>{t('till.pin.pinOf', { name: cashier.name })}</p>
      <PinPad
        pin={pin}
        onChange={setPin}
        onEnter={() => void enter()}
        busy={busy}
        refusal={refusal}
        enterWord={t('till.basket.allow')}
      />
    </div>
  )
}

/** Notes on the basket who allows it. Their sign-in ends at once: it is worth a discount, and sells nothing. */
async function allowDiscount(till: Till, { staffId, name }: Cashier, pin: string): Promise<void> {
  const signal = AbortSignal.timeout(8000)
  const { signInId } = await till.network.ask(() => call(api.signIn, { body: { staffId, pin } }, { signal }))
  void call(api.signOut, { body: { signInId } }).catch(() => {})
  till.baskets.change({ ...till.baskets.mine.value, discountBy: { signInId, name } })
}
