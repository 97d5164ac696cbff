import type { TillSignIn } from '../../../contract/till/device.ts'
import type { DrawerAct } from '../device/database.ts'
import { newId } from '../device/ids.ts'
import type { Till } from '../device/till.ts'

/** Opens the drawer under an id of the device's own, so that it works without the network; the server hears of it next. */
export async function openDrawer(till: Till, signIn: TillSignIn, floatMinor: number): Promise<void> {
  const drawerId = newId()
  const at = new Date().toISOString()
  await keepAct(till, { kind: 'open', drawerId, signInId: signIn.signInId, floatMinor }, at)
  await till.keepDrawer({ id: drawerId, openedAt: at, openedBy: signIn.cashier.name, floatMinor })
  void till.pulse()
}

interface CashMove {
  readonly kind: 'in' | 'out'
  readonly amountMinor: number
  readonly reason: string
}

/** Cash that goes into the drawer or out of it for another reason than a sale. Gives true when the server has it already. */
export async function moveCash(till: Till, move: CashMove): Promise<boolean> {
  const drawerId = till.drawer.value!.id
  const { signInId } = till.signIn.value!
  await keepAct(till, { ...move, drawerId, signInId }, new Date().toISOString())
  await till.pulse()
  // One that was under way already may have left before this was written.
  if ((await till.database.count('acts')) > 0) await till.pulse()
  return (await till.database.count('acts')) === 0
}

async function keepAct(till: Till, act: DrawerAct['act'], at: string): Promise<void> {
  await till.database.put('acts', { id: newId(), at, act })
}
