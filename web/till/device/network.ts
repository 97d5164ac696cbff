import { ConnectionLost } from '../../client/public.ts'
import { Cell } from './cell.ts'

export interface NetworkState {
  readonly online: boolean
  /** Since when it is so. */
  readonly since: string
}

/** Whether the shop's server answers. The browser's own opinion counts only when it says no. */
export class Network {
  readonly state = new Cell<NetworkState>({ online: navigator.onLine, since: new Date().toISOString() })

  /** Asks the server something, and learns from how it went. Errors are passed on. */
  async ask<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    try {
      const answer = await work()
      this.is(true)
      return answer
    } catch (error) {
      this.is(!isAway(error))
      throw error
    }
  }

  is(online: boolean): void {
    if (this.state.value.online !== online) this.state.set({ online, since: new Date().toISOString() })
  }
}

/** True when no answer came, or none in time. */
export function isAway(error: unknown): boolean {
  return error instanceof ConnectionLost || (error instanceof DOMException && error.name === 'TimeoutError')
}
