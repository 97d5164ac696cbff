import { Kbd } from '@mantine/core'
import styles from './key-hint.module.css'

/** The key that does the same, told to those who have a keyboard; the control itself names it by `aria-keyshortcuts`. */
export function KeyHint({ name }: { name: string }) {
  return (
    <Kbd className={styles.key} aria-hidden="true">
      {name}
    </Kbd>
  )
}
