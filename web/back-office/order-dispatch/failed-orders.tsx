import { useTranslation } from 'react-i18next'
import { Code } from '../../kit/public.ts'
import styles from './order-dispatch.module.css'

export interface FailedOrder {
  readonly number: string
  readonly sentence: string
}

/** Each order that was not done, with the reason. */
export function FailedOrders({ failed }: { failed: readonly FailedOrder[] }) {
  const { t } = useTranslation()
  return (
    <>
      <p className={styles.failedTitle}>{t('orderDispatch.failedTitle')}</p>
      <ul className={styles.failed}>
        {failed.map(one => (
          <li key={one.number}>
            <Code>{one.number}</Code>
            <span>{one.sentence}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
