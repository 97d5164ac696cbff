import { useTranslation } from 'react-i18next'
import { Notice, Section } from '../../kit/public.ts'
import { ColumnsTable, type ColumnsTableProps } from './columns-table.tsx'
import styles from './import.module.css'

interface ColumnsSectionProps<Field extends string> extends ColumnsTableProps<Field> {
  hint: string
  /** The source whose choices are shown, while nobody has chosen otherwise. */
  rememberedFrom: string | null
}

/** The columns of the file with what each means, and where that was known from. */
export function ColumnsSection<Field extends string>(props: ColumnsSectionProps<Field>) {
  const { hint, rememberedFrom, ...table } = props
  const { t } = useTranslation()
  return (
    <Section title={t('importFrame.columns')}>
      <p className={styles.quiet}>{hint}</p>
      {rememberedFrom === null ? null : (
        <Notice>{t('importFrame.remembered', { source: rememberedFrom })}</Notice>
      )}
      <ColumnsTable {...table} />
    </Section>
  )
}
