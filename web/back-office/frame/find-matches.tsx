import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { api } from '../../../contract/public.ts'
import type { Match } from '../../../contract/trace.ts'
import { sentenceOf } from '../../client/public.ts'
import { Code, DateText } from '../../kit/public.ts'
import styles from './find-box.module.css'

type Found = AnswerOf<typeof api.trace.find>

interface FindMatchesProps {
  id: string
  answer: Found | undefined
  error: unknown
  asked: string
  isCurrent: boolean
  active: number
  onChoose: (match: Match) => void
}

/** The list below the scan-or-search box. */
export function FindMatches({ id, answer, error, asked, isCurrent, active, onChoose }: FindMatchesProps) {
  const { t } = useTranslation()
  const matches = answer?.matches ?? []
  const isEmpty = isCurrent && matches.length === 0
  return (
    <div className={styles.panel}>
      {answer?.parts ? <Parts answer={answer} /> : null}
      <div id={id} role="listbox" aria-label={t('frame.findMatches')}>
        {matches.map((match, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input above holds the focus and takes the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the input above holds the focus and names the active option
          <div
            key={`${match.kind}-${match.id}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            className={styles.option}
            // The mouse must not take the focus from the input, which would close the list before the click.
            onMouseDown={event => event.preventDefault()}
            onClick={() => onChoose(match)}
          >
            <span className={styles.kind}>{t(`frame.kind.${match.kind}`)}</span>
            <span className={styles.label}>{isCode(match) ? <Code>{match.label}</Code> : match.label}</span>
            <span className={styles.detail}>{match.detail}</span>
          </div>
        ))}
      </div>
      {error ? <p className={styles.nothing}>{sentenceOf(error)}</p> : null}
      {isCurrent && answer?.problem ? <p className={styles.nothing}>{answer.problem}</p> : null}
      {isEmpty ? <p className={styles.nothing}>{t('frame.findNothing', { text: asked })}</p> : null}
      <span className="out-of-sight" role="status">
        {isCurrent ? t('frame.findCount', { count: matches.length }) : ''}
      </span>
    </div>
  )
}

/** What a GS1 code says, so that a clerk sees that the scanner read it right. */
function Parts({ answer }: { answer: Found }) {
  const { t } = useTranslation()
  const { parts, readAs } = answer
  if (!parts || readAs === 'plain') return null
  return (
    <div className={styles.parts}>
      <span>{readAs === 'gs1' ? t('frame.findReadGs1') : t('frame.findReadGtin')}</span>
      {parts.gtin ? <Part name={t('frame.partGtin')} value={parts.gtin} /> : null}
      {parts.lot ? <Part name={t('frame.partLot')} value={parts.lot} /> : null}
      {parts.serial ? <Part name={t('frame.partSerial')} value={parts.serial} /> : null}
      {parts.expiresOn ? (
        <span>
          {t('frame.partExpires')} <DateText date={parts.expiresOn} />
        </span>
      ) : null}
    </div>
  )
}

function Part({ name, value }: { name: string; value: string }) {
  return (
    <span>
      {name} <Code>{value}</Code>
    </span>
  )
}

const isCode = (match: Match) => !['product', 'customer', 'supplier'].includes(match.kind)
