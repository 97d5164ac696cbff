import { useTranslation } from 'react-i18next'
import { Code } from '../../kit/public.ts'
import { PlaceLink } from './place-link.tsx'
import styles from './trace.module.css'

const shownAtMost = 12

/** The first serials as links to their pages, and how many more there are. */
export function SerialCodes({
  serials,
  total,
}: {
  serials: readonly { id: number; serial: string }[]
  total: number
}) {
  const { t } = useTranslation()
  if (serials.length === 0) return null
  const shown = serials.slice(0, shownAtMost)
  return (
    <span className={styles.codes}>
      {shown.map(({ id, serial }) => (
        <PlaceLink key={id} kind="unit" id={id}>
          <Code>{serial}</Code>
        </PlaceLink>
      ))}
      {total > shown.length ? <span>{t('trace.serialsMore', { count: total - shown.length })}</span> : null}
    </span>
  )
}
