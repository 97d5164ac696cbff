import { Textarea } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Code } from '../../kit/public.ts'
import { type BinRangeProblem, expandBins } from './bin-range.ts'
import styles from './locations.module.css'

const shownAtMost = 24

interface BinsFieldProps {
  value: string
  onChange: (value: string) => void
  hint: string
  /** Codes that the location has already. */
  known: ReadonlySet<string>
  error?: string | undefined
  autoFocus?: boolean
}

/** Bins as codes and ranges; what they come to is shown before it is taken. */
export function BinsField({ value, onChange, hint, known, error, autoFocus }: BinsFieldProps) {
  const { t } = useTranslation()
  const { codes, problem } = useMemo(() => expandBins(value), [value])
  const fresh = codes.filter(code => !known.has(code))
  return (
    <div>
      <Textarea
        label={t('locations.bins')}
        description={hint}
        autosize
        minRows={2}
        maxRows={8}
        value={value}
        onChange={event => onChange(event.currentTarget.value)}
        error={problem ? rangeSentence(t, problem) : error}
        spellCheck={false}
        data-autofocus={autoFocus || undefined}
        styles={{ input: { fontFamily: 'var(--mono)' } }}
      />
      <div className={styles.preview} role="status">
        {fresh.length > 0 ? (
          <>
            <p>{t('locations.binsPreview', { count: fresh.length })}</p>
            <Codes codes={fresh} />
          </>
        ) : null}
        {codes.length > fresh.length ? (
          <p>{t('locations.binsKnown', { count: codes.length - fresh.length })}</p>
        ) : null}
      </div>
    </div>
  )
}

/** The first codes and, when there are more, the last one, so that a range's end is seen. */
function Codes({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation()
  const isLong = codes.length > shownAtMost + 1
  const shown = isLong ? codes.slice(0, shownAtMost) : codes
  const last = isLong ? codes.at(-1) : undefined
  return (
    <div className={styles.codes}>
      {shown.map(code => (
        <Code key={code}>{code}</Code>
      ))}
      {last === undefined ? null : (
        <>
          <span>… {t('locations.binsAnd', { count: codes.length - shownAtMost })}, …</span>
          <Code>{last}</Code>
        </>
      )}
    </div>
  )
}

function rangeSentence(t: TFunction, problem: BinRangeProblem): string {
  const most = problem.kind === 'tooMany' ? problem.most : 0
  return t(`locations.range.${problem.kind}`, { text: problem.text, most })
}
