import { useTranslation } from 'react-i18next'
import type { ImportVerdict } from '../../../contract/purchasing.ts'
import { Code, Section } from '../../kit/public.ts'
import styles from '../import-frame/import.module.css'

/** What became of cells that name several pieces, so that a range is seen before it is taken. */
export function SplitList({ verdict: { split, splitCount } }: { verdict: ImportVerdict }) {
  const { t } = useTranslation()
  if (splitCount === 0) return null
  return (
    <Section title={t('purchaseImport.split')}>
      <ul className={styles.names}>
        {split.map(({ row, count, first, last }) => (
          <li key={row}>
            {t('purchaseImport.splitRow', { row, count })}{' '}
            {first.map(serial => (
              <span key={serial}>
                <Code>{serial}</Code>{' '}
              </span>
            ))}
            {count > first.length ? (
              <>
                … <Code>{last}</Code>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {splitCount > split.length ? (
        <p className={styles.quiet}>
          {t('purchaseImport.splitMore', { shown: split.length, count: splitCount })}
        </p>
      ) : null}
    </Section>
  )
}
