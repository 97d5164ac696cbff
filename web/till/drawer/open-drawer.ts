import type { TillSignIn } from '../../../contract/till/device.ts'
import { newId } from '../device/ids.ts'
import type { Till } from '../device/till.ts'

/** Opens the drawer under an id of the device's own, so that it works without the network; the server hears of it next. */
export async function openDrawer(till: Till, signIn: TillSignIn, floatMinor: number): Promise<void> {
  const drawerId = newId()
  const at = new Date().toISOString()
  const act = { kind: 'open', drawerId, signInId: signIn.signInId, floatMinor } as const
  const drawer = { id: drawerId, openedAt: at, openedBy: signIn.cashier.name, floatMinor }
  await till.drawers.open({ id: newId(), at, act }, drawer)
  void till.pulse()
}

interface CashMove {
  readonly kind: 'in' | 'out'
  readonly amountMinor: number
  readonly reason: string
}

/** `kept`: on this device, until the network is back. `refused`: said in a notice, with what the server says. */
export type Moved = 'recorded' | 'kept' | 'refused'

/** Cash that goes into the drawer or out of it for another reason than a sale. */
export async function moveCash(till: Till, move: CashMove): Promise<Moved> {
  const drawerId = till.drawer.value!.id
  const { signInId } = till.signIn.value!
  const id = newId()
  await till.drawers.move({ id, at: new Date().toISOString(), act: { ...move, drawerId, signInId } })
  await till.pulse()
  // One that was under way already may have left before this was written.
  if (await isWaiting(till, id)) await till.pulse()
  if (await isWaiting(till, id)) return 'kept'
  return till.drawers.notices.value.some(act => act.id === id) ? 'refused' : 'recorded'
}

const isWaiting = async (till: Till, id: string) => (await till.drawers.waiting()).some(act => act.id === id)
