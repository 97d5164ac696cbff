import { Code } from '../../kit/public.ts'
import styles from './trace.module.css'

/** What is written on the thing, large enough to compare with the thing in one's hand, under the word for what it is. */
export function CodeHeading({ kind, children }: { kind: string; children: string }) {
  return (
    <>
      <span className={styles.kind}>{kind}</span>
      <span className={styles.serial}>
        <Code copies>{children}</Code>
      </span>
    </>
  )
}
