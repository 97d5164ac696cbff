/** What changed on the device, told to its other tabs. */
export type Change = 'baskets' | 'outbox' | 'goods' | 'keep' | 'drawer'

/** The tabs of one device tell each other what to read anew. A tab does not hear itself. */
export class Channel {
  readonly #wire = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('lotbook-till')

  tell(change: Change): void {
    this.#wire?.postMessage(change)
  }

  hear(change: Change, then: () => void): void {
    this.#wire?.addEventListener('message', event => {
      if (event.data === change) then()
    })
  }
}
