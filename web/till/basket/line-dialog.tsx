import { Button, Group, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QuantityField } from '../../kit/public.ts'
import { useTill } from '../device/till.ts'
import { TouchDialog } from '../frame/touch-dialog.tsx'
import { isSoldByPiece } from '../goods/goods.ts'
import { whyNoMore } from '../sell/adding.ts'
import { endClaims } from '../sell/claims.ts'
import { AllowDiscountForm } from './allow-discount.tsx'
import { type BasketLine, changeLine, takeOut } from './basket.ts'
import { useMayDiscount, withDiscountBy } from './discount-by.ts'
import { PercentField } from './discount-dialog.tsx'
import { type Ask, wantedOf, wordOf } from './line.tsx'

interface LineDialogProps {
  line: BasketLine | null
  onAsk: (ask: Ask) => void
  onClose: () => void
}

/** A line of the basket: how many, for how much less, which lot or serial number, or not at all. */
export function LineDialog({ line, onAsk, onClose }: LineDialogProps) {
  return (
    <TouchDialog opened={line !== null} title={line?.product.name ?? ''} onClose={onClose}>
      {line ? <LineForm key={line.id} line={line} onAsk={onAsk} onClose={onClose} /> : null}
    </TouchDialog>
  )
}

function LineForm({ line, onAsk, onClose }: LineDialogProps & { line: BasketLine }) {
  const { t } = useTranslation()
  const till = useTill()
  const mayDiscount = useMayDiscount()
  const [asksRight, askRight] = useState(false)
  const { product, unit } = line
  const [quantity, setQuantity] = useState<number | null>(line.quantity)
  const [discount, setDiscount] = useState<number | null>(line.discountBasisPoints)
  const wanted = wantedOf(line)
  const [refusal, setRefusal] = useState<string | null>(null)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (quantity === null || discount === null) return
    const why = await whyNoMore(till, line, quantity - line.quantity)
    if (why !== null) return setRefusal(why)
    const changed = changeLine(till.baskets.mine.value, line.id, { quantity, discountBasisPoints: discount })
    till.baskets.change(discount === line.discountBasisPoints ? changed : withDiscountBy(till, changed))
    onClose()
  }
  const remove = () => {
    if (unit) endClaims(till, till.baskets.mine.value.id, unit.unitId)
    till.baskets.change(takeOut(till.baskets.mine.value, line.id))
    onClose()
  }
  if (asksRight && !mayDiscount) return <AllowDiscountForm />
  return (
    <form onSubmit={save}>
      <Stack gap="md">
        {isSoldByPiece(product) && product.decimals === 0 ? null : (
          <QuantityField
            label={t('till.basket.quantity')}
            size="lg"
            decimals={product.decimals}
            value={quantity}
            onChange={setQuantity}
            error={refusal}
            data-autofocus
          />
        )}
        {mayDiscount ? (
          <PercentField label={t('till.basket.discount')} value={discount} onChange={setDiscount} />
        ) : (
          <Button variant="default" size="lg" onClick={() => askRight(true)}>
            {t('till.basket.discount')}
          </Button>
        )}
        {wanted ? (
          <Button variant="default" size="lg" onClick={() => onAsk({ what: wanted, lineId: line.id })}>
            {t(wordOf[wanted])}
          </Button>
        ) : null}
        <Group grow>
          <Button variant="default" color="brick" size="lg" onClick={remove}>
            {t('till.basket.remove')}
          </Button>
          <Button type="submit" size="lg" disabled={quantity === null || discount === null}>
            {t('till.basket.done')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
