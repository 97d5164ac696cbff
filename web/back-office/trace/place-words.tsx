import { useTranslation } from 'react-i18next'
import type { Whereabouts } from '../../../contract/trace.ts'
import { Code } from '../../kit/public.ts'

/** A place in a few words: the bin and its location, or who is the other side. */
export function PlaceWords({ place }: { place: Whereabouts }) {
  const { t } = useTranslation()
  if (place.kind === 'bin') {
    return (
      <span>
        <Code>{place.bin ?? ''}</Code>, {place.location?.name}
      </span>
    )
  }
  return <span>{place.party?.name ?? t(`trace.place.${place.kind}`)}</span>
}
