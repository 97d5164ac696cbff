import { Autocomplete } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface SourceFieldProps {
  value: string
  /** Those whose columns are remembered already. */
  sources: readonly string[]
  onChange: (source: string) => void
}

/** Whose file it is: a supplier, or where else it came from. */
export function SourceField({ value, sources, onChange }: SourceFieldProps) {
  const { t } = useTranslation()
  return (
    <Autocomplete
      label={t('importFrame.source')}
      description={t('importFrame.sourceHint')}
      data={[...sources]}
      value={value}
      maxLength={100}
      error={value.trim() === '' ? t('importFrame.sourceNeeded') : null}
      onChange={onChange}
    />
  )
}

/** What a source is called before somebody names it. */
export function stemOf(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, '').slice(0, 100)
}
