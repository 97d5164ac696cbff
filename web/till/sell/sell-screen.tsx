import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useScanAnywhere } from '../../kit/public.ts'
import { BasketPanel } from '../basket/basket-panel.tsx'
import { Bar } from '../frame/bar.tsx'
import type { BarEnd } from '../frame/frame.tsx'
import type { Product } from '../goods/goods.ts'
import { LotDialog } from '../lots/lot-dialog.tsx'
import { PayScreen } from '../pay/pay-screen.tsx'
import { ReceiptScreen } from '../receipt/receipt-screen.tsx'
import { ChooseUnit } from './choose-unit.tsx'
import { Products } from './products.tsx'
import { Said } from './said.tsx'
import { SearchBox } from './search-box.tsx'
import styles from './sell.module.css'
import { useAdding } from './use-adding.ts'

type Stage = { at: 'basket' } | { at: 'pay' } | { at: 'receipt'; saleId: string }

/** Sells: from the shelf into the basket, to the payment, to the receipt. */
export function SellScreen({ end }: { end: BarEnd }) {
  const [stage, setStage] = useState<Stage>({ at: 'basket' })
  const toBasket = () => setStage({ at: 'basket' })
  if (stage.at === 'receipt') {
    return <ReceiptScreen saleId={stage.saleId} justPaid onDone={toBasket} end={end} />
  }
  if (stage.at === 'pay') {
    return <PayScreen onBack={toBasket} onPaid={saleId => setStage({ at: 'receipt', saleId })} end={end} />
  }
  return <Counter end={end} onPay={() => setStage({ at: 'pay' })} />
}

/** The products at one hand, the basket at the other. */
function Counter({ end, onPay }: { end: BarEnd; onPay: () => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const adding = useAdding()
  useScanAnywhere(code => {
    setText('')
    void adding.scan(code)
  })
  const enter = async () => {
    if (await adding.typed(text.trim())) setText('')
  }
  return (
    <>
      <Bar end={end()}>
        <SearchBox
          label={t('till.sell.search')}
          value={text}
          onChange={setText}
          onEnter={() => void enter()}
        />
      </Bar>
      <div className={styles.counter}>
        <Products text={text} onChoose={product => void adding.product(product)} />
        <BasketPanel onPay={onPay} />
      </div>
      <Said />
      <LotDialog product={adding.lotOf} lineId={null} onClose={adding.closeQuestion} />
      <ChooseUnit
        choices={adding.unitsOf}
        onChoose={(product: Product, unit) => void adding.unit(product, unit)}
        onClose={adding.closeQuestion}
      />
    </>
  )
}
