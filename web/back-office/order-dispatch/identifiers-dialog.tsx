import { Button, Modal } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DispatchOrder, DispatchResult } from '../../../contract/order-dispatch.ts'
import { api } from '../../../contract/public.ts'
import { useRead, useWrite } from '../../client/public.ts'
import { ErrorState, Refused, useScan } from '../../kit/public.ts'
import { changedChoices } from './boxes.ts'
import { OrderBoxes } from './order-boxes.tsx'
import styles from './order-dispatch.module.css'
import { OutcomeDialog } from './outcome-dialog.tsx'
import { useAllocating } from './use-allocating.ts'
import { useMany } from './use-many.ts'

interface IdentifiersDialogProps {
  orderIds: readonly number[]
  /** How many of which order line are to be dispatched, where that was changed. */
  quantities?: ReadonlyMap<number, number>
  onClose: () => void
}

const noQuantities: ReadonlyMap<number, number> = new Map()

/** “Allocate Dispatch Identifiers”: the ticked orders with a box for each piece that needs an identifier. */
export function IdentifiersDialog({ orderIds, quantities = noQuantities, onClose }: IdentifiersDialogProps) {
  const { t } = useTranslation()
  const [outcome, setOutcome] = useState<DispatchResult | null>(null)
  const read = useRead(
    api.orderDispatch.readDispatch,
    { query: { orders: orderIds.join(',') } },
    { enabled: outcome === null, staleTime: 0 },
  )
  // As they were opened: what is saved meanwhile, here or elsewhere, must not pull the boxes away.
  const opened = useRef<DispatchOrder[] | null>(null)
  if (opened.current === null && read.data !== undefined && read.isFetchedAfterMount)
    opened.current = read.data.items.map(order => resized(order, quantities))
  if (outcome !== null) return <Saved outcome={outcome} onClose={onClose} />
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('orderDispatch.dialog')}
      size="56rem"
      classNames={{ body: styles.dialog! }}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
    >
      {opened.current !== null ? (
        <Allocating orders={opened.current} quantities={quantities} onSaved={setOutcome} onClose={onClose} />
      ) : read.error ? (
        <ErrorState error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <p role="status" className={styles.soft}>
          {t('kit.loading')}
        </p>
      )}
    </Modal>
  )
}

/** An order with as many boxes as are to be dispatched; what is chosen stays as far as there are boxes. */
function resized(order: DispatchOrder, quantities: ReadonlyMap<number, number>): DispatchOrder {
  const lines = order.lines.map(line => {
    const wanted = quantities.get(line.orderLineId)
    const hasBoxes = line.tracking.serials || line.identifierMode !== 'off'
    if (wanted === undefined || wanted === line.toDispatch || !hasBoxes) return line
    const count = Math.ceil(wanted / 10 ** line.decimals)
    const identifiers = Array.from({ length: count }, (_, index) => line.identifiers[index] ?? null)
    return { ...line, toDispatch: wanted, identifiers }
  })
  return { ...order, lines }
}

interface AllocatingProps {
  orders: DispatchOrder[]
  quantities: ReadonlyMap<number, number>
  onSaved: (outcome: DispatchResult) => void
  onClose: () => void
}

function Allocating({ orders, quantities, onSaved, onClose }: AllocatingProps) {
  const { t } = useTranslation()
  const desk = useAllocating(orders)
  const write = useWrite(api.orderDispatch.saveIdentifiers)
  const many = useMany((part: ReturnType<typeof changedChoices>) =>
    write.mutateAsync({ body: { orders: part } }),
  )
  useScan(code => void desk.takeCode(code, null))
  const save = async () => {
    const outcome = await many.run(changedChoices(orders, desk.boxes, quantities))
    if (outcome !== null) onSaved(outcome)
  }
  const all = desk.lines.reduce((sum, { line }) => sum + line.identifiers.length, 0)
  const filled = [...desk.boxes.values()].flat().filter(value => value !== null).length
  return (
    <>
      <div className={styles.bar}>
        <p
          className={styles.said}
          data-bad={desk.said?.bad ?? false}
          role={desk.said?.bad ? 'alert' : 'status'}
        >
          {desk.said?.text ?? t(all === 0 ? 'orderDispatch.nothingToFill' : 'orderDispatch.dialogHint')}
        </p>
        <span className={styles.soft}>{t('orderDispatch.boxes', { filled, all })}</span>
      </div>
      <div className={styles.orders}>
        {orders.map(order => (
          <OrderBoxes key={order.id} order={order} desk={desk} />
        ))}
      </div>
      <Refused error={many.error} />
      <div className={styles.foot}>
        <Button
          variant="default"
          loading={desk.isBusy}
          disabled={all === 0}
          onClick={() => void desk.allocate()}
        >
          {t('orderDispatch.allocate')}
        </Button>
        <span className={styles.soft} role="status">
          {many.progress === null ? '' : t('kit.progress', many.progress)}
        </span>
        <Button variant="default" onClick={onClose}>
          {t('kit.cancel')}
        </Button>
        <Button loading={many.progress !== null} onClick={() => void save()}>
          {t('orderDispatch.save')}
        </Button>
      </div>
    </>
  )
}

function Saved({ outcome, onClose }: { outcome: DispatchResult; onClose: () => void }) {
  const { t } = useTranslation()
  const count = outcome.done.length
  const nothing = count === 0 ? (outcome.failed.length > 0 ? 'noneDone' : 'nothingChanged') : null
  return (
    <OutcomeDialog
      title={t('orderDispatch.savedTitle')}
      sentence={nothing === null ? t('orderDispatch.saved', { count }) : t(`orderDispatch.${nothing}`)}
      failed={outcome.failed}
      onClose={onClose}
    />
  )
}
