/** What lets the device tell by itself that the cashier who signed in last gave the same PIN again. */
export interface PinProof {
  readonly staffId: number
  readonly salt: Uint8Array<ArrayBuffer>
  readonly hash: Uint8Array
}

const rounds = 300_000

/** Null where the browser has no such arithmetic (plain http): then nobody signs in without the network. */
export async function provePin(staffId: number, pin: string): Promise<PinProof | null> {
  if (!crypto.subtle) return null
  const salt = crypto.getRandomValues(new Uint8Array(16))
  return { staffId, salt, hash: await hashOf(pin, salt) }
}

export async function isSamePin(proof: PinProof | undefined, staffId: number, pin: string): Promise<boolean> {
  if (!crypto.subtle || proof?.staffId !== staffId) return false
  const hash = await hashOf(pin, proof.salt)
  return hash.every((byte, index) => byte === proof.hash[index])
}

async function hashOf(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ])
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    key,
    256,
  )
  return new Uint8Array(bits)
}
