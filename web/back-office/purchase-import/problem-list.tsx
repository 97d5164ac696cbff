import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportVerdict } from '../../../contract/purchasing.ts'
import { type Column, DataTable, Section } from '../../kit/public.ts'
import styles from '../import-frame/import.module.css'

type Problem = ImportVerdict['problems'][number]

interface ProblemListProps {
  verdict: ImportVerdict
  fileName: string
}

/** The rows that cannot be taken, each with its sentence, to read here or to take back to whoever made the file. */
export function ProblemList({ verdict, fileName }: ProblemListProps) {
  const { t } = useTranslation()
  const { problems, problemCount } = verdict
  const clipboard = useClipboard({ timeout: 1500 })
  const columns = useMemo<Column<Problem>[]>(
    () => [
      {
        id: 'row',
        header: t('importFrame.row'),
        width: '6rem',
        cell: problem => t('purchaseImport.problemRow', { row: problem.row }),
      },
      {
        id: 'sentence',
        header: t('purchaseImport.problem'),
        width: 'minmax(16rem, 1fr)',
        cell: problem => problem.sentence,
      },
    ],
    [t],
  )
  const asText = () =>
    problems.map(({ row, sentence }) => t('purchaseImport.problemLine', { row, sentence })).join('\n')
  const asCsv = () => {
    const head = [t('importFrame.row'), t('purchaseImport.problem')]
    const rows = problems.map(({ row, sentence }) => [String(row), sentence])
    return [head, ...rows].map(cells => cells.map(quoted).join(',')).join('\r\n')
  }
  return (
    <Section
      title={t('purchaseImport.problems')}
      actions={
        <span className={styles.buttons}>
          <Button variant="default" size="compact-sm" onClick={() => clipboard.copy(asText())}>
            {t(clipboard.copied ? 'purchaseImport.copied' : 'purchaseImport.copy')}
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => download(asCsv(), `${fileName} problems.csv`)}
          >
            {t('purchaseImport.download')}
          </Button>
        </span>
      }
    >
      <DataTable
        rows={problems}
        label={t('purchaseImport.problems')}
        height="rows"
        columns={columns}
        keyOf={problem => problem.row}
      />
      {problemCount > problems.length ? (
        <p className={styles.quiet}>
          {t('purchaseImport.problemsMore', { shown: problems.length, count: problemCount })}
        </p>
      ) : null}
    </Section>
  )
}

/** A cell that begins like a formula is made text, since spreadsheets would reckon with it. */
function quoted(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return `"${safe.replaceAll('"', '""')}"`
}

function download(text: string, name: string): void {
  // The mark at the start tells Excel that the file is UTF-8.
  const address = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
