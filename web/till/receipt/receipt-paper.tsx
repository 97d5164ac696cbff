import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Code, Money, useFormat } from '../../kit/public.ts'
import { useCell } from '../device/cell.ts'
import { useTill } from '../device/till.ts'
import { changeOf } from '../pay/cash.ts'
import styles from './receipt.module.css'
import type { Receipt, ReceiptLine } from './receipt.ts'

const NumberCode = lazy(() => import('./number-code.tsx'))

/** The receipt as it is printed, 80 mm wide: with the lot and serial number of everything that has one. */
export function ReceiptPaper({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation()
  const format = useFormat()
  const till = useTill()
  const { shop, location } = useCell(till.state)!
  const { sums, payments } = receipt
  const change = changeOf(payments)
  const taxWord = receipt.pricesIncludeTax ? 'till.basket.taxIncluded' : 'till.basket.tax'
  return (
    <article className={styles.paper} aria-label={t('till.receipt.number', { number: numberOf(receipt) })}>
      <header>
        <b>{shop.name}</b>
        <span className={styles.address}>{shop.address || location.name}</span>
        {shop.phone ? <span>{shop.phone}</span> : null}
        {shop.taxNumber ? <span>{t('till.receipt.taxNumber', { number: shop.taxNumber })}</span> : null}
      </header>
      <p className={styles.facts}>
        <b>
          {receipt.number === null
            ? t('till.receipt.provisional', { number: receipt.provisionalNumber })
            : t('till.receipt.number', { number: receipt.number })}
        </b>
        <span>{format.time(receipt.takenAt)}</span>
        <span>{t('till.receipt.servedBy', { name: receipt.cashier })}</span>
        {receipt.customer ? <span>{t('till.receipt.customer', { name: receipt.customer })}</span> : null}
      </p>
      <ul>
        {receipt.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a receipt never move
          <Line key={index} line={line} />
        ))}
      </ul>
      <dl>
        {sums.discountMinor > 0 ? (
          <Row label={t('till.basket.discount')} minor={-sums.discountMinor} />
        ) : null}
        {receipt.pricesIncludeTax ? null : <Taxes receipt={receipt} word={taxWord} />}
        <div className={styles.total}>
          <dt>{t('till.basket.total')}</dt>
          <dd>
            <Money minor={sums.totalMinor} />
          </dd>
        </div>
        {receipt.pricesIncludeTax ? <Taxes receipt={receipt} word={taxWord} /> : null}
        {payments.map(({ method, givenMinor }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two payments may be alike in everything but their place
          <Row key={index} label={t(`till.pay.${method}`)} minor={givenMinor} />
        ))}
        {change > 0 ? <Row label={t('till.receipt.change')} minor={change} /> : null}
      </dl>
      {receipt.back ? <Back back={receipt.back} /> : null}
      <Suspense>
        <NumberCode number={receipt.number ?? receipt.provisionalNumber} />
      </Suspense>
      <footer>{t('till.receipt.thanks')}</footer>
    </article>
  )
}

function Line({ line }: { line: ReceiptLine }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { quantity, decimals, priceMinor, discountBasisPoints } = line
  const isOne = quantity === 10 ** decimals
  return (
    <li>
      <span>{line.name}</span>
      <Money minor={line.amountMinor} />
      <small>
        {isOne ? null : (
          <span>
            {format.quantity(quantity, decimals)} × {format.money(priceMinor)}
          </span>
        )}
        {discountBasisPoints > 0 ? (
          <span>{t('till.basket.discountOff', { percent: format.percent(discountBasisPoints) })}</span>
        ) : null}
        {line.lot ? (
          <span>
            {t('till.receipt.lot', { lot: line.lot })}
            {line.expiresOn ? `, ${t('till.receipt.expires', { date: format.date(line.expiresOn) })}` : null}
          </span>
        ) : null}
        {line.serial ? (
          <span>
            {t('till.receipt.serialWord')} <Code>{line.serial}</Code>
          </span>
        ) : null}
        {line.identifier ? (
          <span>
            {t('till.receipt.identifierWord')} <Code>{line.identifier}</Code>
          </span>
        ) : null}
      </small>
    </li>
  )
}

/** What came back in the same act. */
function Back({ back }: { back: NonNullable<Receipt['back']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <ul>
        <li>
          <span>{t('till.receipt.broughtBack', { receipt: back.receiptNumber })}</span>
          <Money minor={back.refundMinor} />
          <small>
            {back.goods.map(({ name, quantity, decimals, lot, serial }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a receipt never move
              <span key={index}>
                {format.quantity(quantity, decimals)} × {name}
                {lot ? `, ${t('till.receipt.lot', { lot })}` : null} {serial ? <Code>{serial}</Code> : null}
              </span>
            ))}
          </small>
        </li>
      </ul>
      {back.givenBackMinor > 0 ? (
        <dl>
          <Row label={t('till.receipt.givenBack')} minor={back.givenBackMinor} />
        </dl>
      ) : null}
    </>
  )
}

function Taxes({ receipt, word }: { receipt: Receipt; word: 'till.basket.tax' | 'till.basket.taxIncluded' }) {
  const { t } = useTranslation()
  const format = useFormat()
  return receipt.sums.taxes
    .filter(tax => tax.basisPoints > 0)
    .map(tax => (
      <Row
        key={tax.basisPoints}
        label={t(word, { percent: format.percent(tax.basisPoints) })}
        minor={tax.taxMinor}
      />
    ))
}

function Row({ label, minor }: { label: string; minor: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Money minor={minor} />
      </dd>
    </div>
  )
}

const numberOf = ({ number, provisionalNumber }: Receipt) => number ?? provisionalNumber
