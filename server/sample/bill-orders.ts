import * as sales from '../sales/public.ts'
import { after, isoDate, type Step } from './steps.ts'

/** Every second delivered order is invoiced; most of those are paid, some by half, and every eighth customer takes their time. */
export async function billOrder(step: Step, orderId: number, index: number, at: Date): Promise<void> {
  if (index % 2 === 1) return
  await step(tx => sales.writeInvoice(tx, orderId, { of: 'delivered' }), at)
  if (index % 8 === 6) return
  const paidAt = after(at, 1)
  await step(async tx => {
    const { totalMinor, paidMinor } = await sales.readSalesOrder(tx, orderId)
    const amountMinor = index % 8 === 4 ? Math.ceil(totalMinor / 2) : totalMinor
    const paid = await sales.recordPayment(tx, orderId, {
      amountMinor,
      method: index % 4 === 0 ? 'card' : 'bank_transfer',
      paidOn: isoDate(paidAt),
      reference: '',
      paidBeforeMinor: paidMinor,
    })
    return paid.number
  }, paidAt)
}
