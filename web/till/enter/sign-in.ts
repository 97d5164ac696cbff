import i18next from 'i18next'
import { api } from '../../../contract/till/device.ts'
import type { Cashier } from '../../../contract/till/tills.ts'
import { call } from '../../client/public.ts'
import { recall, remember } from '../device/keep.ts'
import { isAway } from '../device/network.ts'
import type { Till } from '../device/till.ts'
import { isSamePin, provePin } from './pin-proof.ts'

/**
 * Signs a cashier in. While the network is away only the one who was here last can come back, by the same PIN; what they
 * sell then goes under the sign-in that they had. Throws what the server refuses, or an error with a sentence.
 */
export async function signIn(till: Till, cashier: Cashier, pin: string): Promise<void> {
  try {
    const body = { staffId: cashier.staffId, pin }
    const signedIn = await till.network.ask(() =>
      call(api.signIn, { body }, { signal: AbortSignal.timeout(8000) }),
    )
    const proof = await provePin(cashier.staffId, pin)
    if (proof) await remember(till.database, 'pinProof', proof)
    await remember(till.database, 'signIn', signedIn)
    till.signIn.set(signedIn)
  } catch (error) {
    if (!isAway(error)) throw error
    await signInOffline(till, cashier, pin)
  }
}

async function signInOffline(till: Till, cashier: Cashier, pin: string): Promise<void> {
  const [last, proof] = await Promise.all([
    recall(till.database, 'signIn'),
    recall(till.database, 'pinProof'),
  ])
  if (!last || !proof) throw new Error(i18next.t('till.pin.offlineNobody'))
  if (last.cashier.staffId !== cashier.staffId)
    throw new Error(i18next.t('till.pin.offlineOther', { name: last.cashier.name }))
  if (!(await isSamePin(proof, cashier.staffId, pin))) throw new Error(i18next.t('till.pin.wrong'))
  till.signIn.set(last)
}
