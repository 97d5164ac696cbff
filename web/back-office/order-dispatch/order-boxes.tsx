import { UnstyledButton } from '@mantine/core'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DispatchLine, DispatchOrder } from '../../../contract/order-dispatch.ts'
import { Code, Quantity } from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { placeKey } from './boxes.ts'
import { IdentifierBox } from './identifier-box.tsx'
import styles from './order-dispatch.module.css'
import type { useAllocating } from './use-allocating.ts'

type Desk = ReturnType<typeof useAllocating>

/** One order of the dialog: its products, and the boxes of those that need identifiers. */
export function OrderBoxes({ order, desk }: { order: DispatchOrder; desk: Desk }) {
  return (
    <section className={styles.order} aria-label={order.number}>
      <h3 className={styles.orderHead}>
        <Code>{order.number}</Code> <span>{order.customer.name}</span>
        <span className={styles.soft}>{order.location.name}</span>
      </h3>
      <ul className={styles.lines}>
        {order.lines.map(line => (
          <LineBoxes key={line.orderLineId} order={order} line={line} desk={desk} />
        ))}
      </ul>
    </section>
  )
}

const firstBoxes = 60

interface LineBoxesProps {
  order: DispatchOrder
  line: DispatchLine
  desk: Desk
}

function LineBoxes({ order, line, desk }: LineBoxesProps) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const values = desk.boxes.get(line.orderLineId) ?? []
  const shown = all ? values : values.slice(0, firstBoxes)
  const mayAdd = useMay('stock.write') && line.identifierMode === 'multiple_use'
  const hiddenCount = values.length - shown.length
  return (
    <li className={styles.line}>
      <ProductOf line={line} />
      <div className={styles.boxes}>
        {values.length === 0 ? <span className={styles.soft}>{t('orderDispatch.noBoxes')}</span> : null}
        {shown.map((value, index) => {
          const place = { orderLineId: line.orderLineId, index }
          const key = placeKey(place)
          const twice = desk.twice.get(key)
          return (
            <IdentifierBox
              key={key}
              {...place}
              label={t('orderDispatch.box', {
                product: line.productName,
                order: order.number,
                number: index + 1,
                count: values.length,
              })}
              value={value}
              variantId={line.variantId}
              locationId={order.location.id}
              anyText={line.identifierMode === 'at_dispatch'}
              suggested={desk.suggested.has(key)}
              warning={
                desk.warnings.get(key) ??
                (twice === undefined ? null : t('orderDispatch.no.twice', { order: twice }))
              }
              onCode={desk.takeCode}
              onValue={desk.onValue}
              onAdd={mayAdd ? desk.addToList : undefined}
            />
          )
        })}
        {hiddenCount > 0 ? (
          <UnstyledButton className={styles.more} onClick={() => setAll(true)}>
            {t('orderDispatch.moreBoxes', { count: hiddenCount })}
          </UnstyledButton>
        ) : null}
      </div>
    </li>
  )
}

const ProductOf = memo(function ProductOf({ line }: { line: DispatchLine }) {
  return (
    <div className={styles.product}>
      <span>
        <Quantity units={line.toDispatch} decimals={line.decimals} /> × {line.productName}
      </span>
      <Code>{line.productNumber}</Code>
    </div>
  )
})
