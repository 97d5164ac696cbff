import { StateBadge } from '../../kit/public.ts'

/** Why something cannot be sold, in the server's words; nothing when it can. */
export function BlockedState({ because }: { because: string | null }) {
  if (because === null) return null
  return (
    <StateBadge tone={/^(recalled|expired)/.test(because) ? 'bad' : 'warn'}>
      {because.charAt(0).toUpperCase() + because.slice(1)}
    </StateBadge>
  )
}
