import { ActionIcon } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { lineAmountMinor } from '../../../contract/sales-sums.ts'
import { Code, Money, useFormat } from '../../kit/public.ts'
import { useTill } from '../device/till.ts'
import { isSoldByPiece, needsLot } from '../goods/goods.ts'
import { whyNoMore } from '../sell/adding.ts'
import { endClaims } from '../sell/claims.ts'
import styles from './basket.module.css'
import { type BasketLine, changeLine, lackingOf, soldLine, takeOut } from './basket.ts'
import { Swipeable } from './swipeable.tsx'

/** What a press on a line asks for. */
export type Ask =
  | { readonly what: 'serial' | 'lot' | 'identifier' | 'line'; readonly lineId: string }
  | { readonly what: 'basket-discount' }

interface LineProps {
  line: BasketLine
  onAsk: (ask: Ask) => void
}

/** A line of the basket: tap to change it, press and hold and drag to the left for its serial or lot number. */
export function Line({ line, onAsk }: LineProps) {
  const { t } = useTranslation()
  const till = useTill()
  const { product, unit } = line
  const remove = () => {
    if (unit) endClaims(till, till.baskets.mine.value.id, unit.unitId)
    till.baskets.change(takeOut(till.baskets.mine.value, line.id))
  }
  const wanted = wantedOf(line)
  const behind = [
    ...(wanted ? [{ word: t(wordOf[wanted]), act: () => onAsk({ what: wanted, lineId: line.id }) }] : []),
    { word: t('till.basket.remove'), act: remove, grave: true },
  ]
  return (
    <Swipeable
      behind={behind}
      label={t('till.basket.lineOf', { product: product.name })}
      onTap={() => onAsk({ what: 'line', lineId: line.id })}
    >
      <div className={styles.lineTop}>
        <span className={styles.lineName}>{product.name}</span>
        <Money minor={lineAmountMinor(soldLine(line))} />
      </div>
      <div className={styles.lineFoot}>
        <Details line={line} onAsk={onAsk} />
        {isSoldByPiece(product) ? null : <Stepper line={line} />}
      </div>
    </Swipeable>
  )
}

export const wordOf = {
  serial: 'till.basket.serialNumber',
  lot: 'till.basket.lotNumber',
  identifier: 'till.basket.identifier',
} as const

/** What can be told for a line, whether it is told yet or not. */
export function wantedOf({ product }: BasketLine): 'serial' | 'lot' | 'identifier' | null {
  if (product.piecesHaveSerials) return 'serial'
  if (product.identifierMode !== 'off') return 'identifier'
  return needsLot(product) ? 'lot' : null
}

function Details({ line, onAsk }: LineProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { product, lot, unit, identifier, discountBasisPoints } = line
  const lacking = lackingOf(line)
  const needs = {
    serial: t('till.basket.needsSerial'),
    lot: t('till.basket.needsLot'),
    identifier: t('till.basket.needsIdentifier'),
  }
  return (
    <span className={styles.details}>
      {product.priceMinor === 0 || line.quantity === 10 ** product.decimals ? null : (
        <span>
          {format.quantity(line.quantity, product.decimals)} × {format.money(product.priceMinor)}
        </span>
      )}
      {unit ? <Code>{unit.serial}</Code> : null}
      {identifier ? <Code>{identifier}</Code> : null}
      {lot ? (
        <span>
          {t('till.basket.lot', { number: lot.number })}
          {lot.expiresOn ? `, ${t('till.basket.expires', { date: format.date(lot.expiresOn) })}` : null}
        </span>
      ) : null}
      {discountBasisPoints > 0 ? (
        <span>{t('till.basket.discountOff', { percent: format.percent(discountBasisPoints) })}</span>
      ) : null}
      {lacking ? (
        <button
          type="button"
          className={styles.needs}
          onClick={() => onAsk({ what: lacking, lineId: line.id })}
        >
          {needs[lacking]}
        </button>
      ) : null}
    </span>
  )
}

function Stepper({ line }: { line: BasketLine }) {
  const { t } = useTranslation()
  const format = useFormat()
  const till = useTill()
  const { id, product, quantity } = line
  const step = 10 ** product.decimals
  const by = async (change: number) => {
    const why = await whyNoMore(till, line, change)
    if (why !== null) return till.said.set({ tone: 'refused', sentence: why })
    till.baskets.change(changeLine(till.baskets.mine.value, id, { quantity: Math.max(0, quantity + change) }))
  }
  const icon = { size: 20, stroke: 1.6, 'aria-hidden': true } as const
  return (
    <span className={styles.stepper}>
      <ActionIcon
        size={48}
        variant="default"
        aria-label={t('till.basket.less', { product: product.name })}
        onClick={() => void by(-step)}
      >
        <IconMinus {...icon} />
      </ActionIcon>
      <output>{format.quantity(quantity, product.decimals)}</output>
      <ActionIcon
        size={48}
        variant="default"
        aria-label={t('till.basket.more', { product: product.name })}
        onClick={() => void by(step)}
      >
        <IconPlus {...icon} />
      </ActionIcon>
    </span>
  )
}
