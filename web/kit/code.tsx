import { useClipboard } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import styles from './code.module.css'

interface CodeProps {
  /** A serial, lot number, product number or document number, exactly as it is kept. */
  children: string
  /** True makes a click copy it. Leave it out inside links and rows that open on click. */
  copies?: boolean
}

/** Shows an identifier so that two that differ look different: one width for every sign, and odd blanks made visible. */
export function Code({ children: text, copies = false }: CodeProps) {
  const { t } = useTranslation()
  const clipboard = useClipboard({ timeout: 1200 })
  const hasOddBlanks = oddBlanks.test(text)
  const shown = hasOddBlanks ? markBlanks(text) : text
  const title = hasOddBlanks ? t('kit.spacesInside') : undefined
  if (!copies) {
    return (
      <span className={styles.code} title={title}>
        {shown}
      </span>
    )
  }
  return (
    <button
      type="button"
      className={styles.copy}
      title={title ?? t('kit.copy', { text })}
      onClick={event => {
        event.stopPropagation()
        clipboard.copy(text)
      }}
    >
      <span className={styles.code}>{shown}</span>
      <span role="status" className={styles.copied}>
        {clipboard.copied ? t('kit.copied') : ''}
      </span>
    </button>
  )
}

const oddBlanks = /^\s|\s$|\s{2}|[^\S ]|[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]/u

/** Plain spaces between words stay; all other blanks and invisible characters become a mark or their code. */
function markBlanks(text: string) {
  return [...text].map((sign, index) => {
    const isBlank = /[\s\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]/u.test(sign)
    if (!isBlank) return sign
    const mark = sign === ' ' ? '·' : `[${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the signs of a text have no other identity than their place
      <span key={index} className={styles.blank}>
        {mark}
      </span>
    )
  })
}
