import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Fact, Facts, useFormat } from '../../kit/public.ts'
import styles from './import.module.css'

interface UploadFactsProps {
  upload: { fileName: string; approximateRows: number | null }
  otherFile: ReactNode
}

/** Which file this is, how long it is, and the way to another one. */
export function UploadFacts({ upload: { fileName, approximateRows }, otherFile }: UploadFactsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const facts: Fact[] = [{ label: t('importFrame.file'), value: fileName }]
  if (approximateRows !== null) {
    const value = t('importFrame.rowsAbout', { rows: format.count(approximateRows) })
    facts.push({ label: t('importFrame.rows'), value })
  }
  return (
    <div className={styles.file}>
      <Facts facts={facts} />
      {otherFile}
    </div>
  )
}
