import type { Receipt } from '../../../contract/till/receipt.ts'

/** A row of a receipt as it is printed or shown: what stands left, and what stands right. */
export interface ReceiptRow {
  readonly left: string
  readonly right: string
  /** `goods`: what was sold; `detail`: below it; `sum`: what it comes to; `total`: set large; `code`: read sign by sign. */
  readonly kind: 'goods' | 'detail' | 'code' | 'sum' | 'total'
}

const methods = { cash: 'Cash', card: 'Card', other: 'Other', exchange: 'Exchange' } as const

/** What stands on a receipt below its head, row by row, in English; `money` writes amounts, `day` calendar dates. */
export function receiptRows(
  receipt: Receipt,
  money: (minor: number) => string,
  day: (date: string) => string,
): ReceiptRow[] {
  return [
    ...receipt.lines.flatMap(line => goodsRows(line, money, day)),
    ...sumRows(receipt, money),
    ...broughtBackRows(receipt, money),
  ]
}

/** What came back in the same act, and what it was worth. */
function broughtBackRows({ broughtBack }: Receipt, money: (minor: number) => string): ReceiptRow[] {
  if (broughtBack === null) return []
  const { receiptNumber, returnNumber, refundMinor, givenBackMinor, lines } = broughtBack
  return [
    {
      left: `Brought back of ${receiptNumber} (${returnNumber})`,
      right: money(refundMinor),
      kind: 'goods',
    },
    ...lines.flatMap(({ productName, quantity, decimals, lot, serial }): ReceiptRow[] => [
      {
        left: `${(quantity / 10 ** decimals).toFixed(decimals)} × ${productName}`,
        right: '',
        kind: 'detail',
      },
      ...(lot === null ? [] : [{ left: `Lot ${lot}`, right: '', kind: 'code' as const }]),
      ...(serial === null ? [] : [{ left: `Serial ${serial}`, right: '', kind: 'code' as const }]),
    ]),
    ...(givenBackMinor === 0
      ? []
      : [{ left: 'Given back', right: money(givenBackMinor), kind: 'sum' as const }]),
  ]
}

function goodsRows(
  line: Receipt['lines'][number],
  money: (minor: number) => string,
  day: (date: string) => string,
): ReceiptRow[] {
  const quantity = (line.quantity / 10 ** line.decimals).toFixed(line.decimals)
  const isOne = line.quantity === 10 ** line.decimals
  const discount = line.discountBasisPoints === 0 ? '' : ` − ${line.discountBasisPoints / 100} %`
  const detail = (left: string, kind: ReceiptRow['kind'] = 'detail') => ({ left, right: '', kind })
  return [
    { left: line.productName, right: money(line.amountMinor), kind: 'goods' },
    ...(isOne && discount === '' ? [] : [detail(`${quantity} × ${money(line.priceMinor)}${discount}`)]),
    ...line.lots.map(lot =>
      detail(`Lot ${lot.number}${lot.expiresOn === null ? '' : `, expires ${day(lot.expiresOn)}`}`, 'code'),
    ),
    ...line.serials.map(serial => detail(`Serial ${serial}`, 'code')),
    ...line.identifiers.map(value => detail(value, 'code')),
  ]
}

function sumRows(receipt: Receipt, money: (minor: number) => string): ReceiptRow[] {
  const sum = (left: string, minor: number): ReceiptRow => ({ left, right: money(minor), kind: 'sum' })
  const { pricesIncludeTax, taxes } = receipt
  const taxWord = pricesIncludeTax ? 'incl.' : 'plus'
  return [
    ...(receipt.discountMinor === 0
      ? []
      : [
          sum('Subtotal', receipt.subtotalMinor),
          sum(`Discount ${receipt.discountBasisPoints / 100} %`, -receipt.discountMinor),
        ]),
    { left: 'Total', right: money(receipt.totalMinor), kind: 'total' },
    ...taxes.map(tax => sum(`${taxWord} ${tax.basisPoints / 100} % tax`, tax.taxMinor)),
    ...receipt.payments.flatMap(one => [
      sum(methods[one.method], one.tenderedMinor ?? one.amountMinor),
      ...(one.changeMinor === 0 ? [] : [sum('Change', one.changeMinor)]),
    ]),
    ...receipt.refunds.map(one =>
      sum(`Given back${one.returnNumber ? ` (${one.returnNumber})` : ''}`, one.amountMinor),
    ),
  ]
}
