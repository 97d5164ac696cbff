import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { PurchaseLine } from '../../../contract/purchasing.ts'
import { call } from '../../client/public.ts'
import { Code, notify } from '../../kit/public.ts'
import styles from './placed-order.module.css'

interface TraceLinkProps {
  line: PurchaseLine
  isInStock: boolean
}

/** A lot number that leads to its page. */
export function LotLink({ line, isInStock }: TraceLinkProps) {
  const navigate = useNavigate()
  const { variantId, lotNumber } = line
  if (lotNumber === null) return null
  if (!isInStock) return <Code>{lotNumber}</Code>
  const open = async () => {
    const { items } = await call(api.stock.listLots, { params: { variantId }, query: { search: lotNumber } })
    const lotId = items.find(lot => isSame(lot.number, lotNumber))?.id
    if (lotId !== undefined) await navigate({ to: '/trace/lots/$lotId', params: { lotId } })
    return lotId !== undefined
  }
  return <Opens text={lotNumber} open={open} />
}

/** A serial number that leads to its piece's page. */
export function UnitLink({ line, isInStock }: TraceLinkProps) {
  const navigate = useNavigate()
  const { variantId, serial } = line
  if (serial === null) return null
  if (!isInStock) return <Code>{serial}</Code>
  const open = async () => {
    const query = { search: serial, onlyOnHand: false }
    const { items } = await call(api.stock.listUnits, { params: { variantId }, query })
    const unitId = items.find(unit => isSame(unit.serial, serial))?.id
    if (unitId !== undefined) await navigate({ to: '/trace/units/$unitId', params: { unitId } })
    return unitId !== undefined
  }
  return <Opens text={serial} open={open} />
}

/** A line knows its lot by number only; which page that is, is asked when somebody wants to see it. */
function Opens({ text, open }: { text: string; open: () => Promise<boolean> }): ReactNode {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const click = async () => {
    if (busy) return
    setBusy(true)
    try {
      if (!(await open())) notify.failed(new Error(t('purchaseOrders.notTraced', { text })))
    } catch (error) {
      notify.failed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <button
      type="button"
      className={styles.trace}
      aria-busy={busy}
      title={t('purchaseOrders.trace', { text })}
      onClick={() => void click()}
    >
      <Code>{text}</Code>
    </button>
  )
}

const isSame = (one: string, other: string) => one.normalize('NFC') === other.normalize('NFC')
