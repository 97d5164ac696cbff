import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../kit/public.ts'
import styles from './import.module.css'

interface PreviewTableProps<Field extends string> {
  preview: readonly { number: number; cells: readonly string[] }[]
  fields: readonly Field[]
  labelOf: (field: Field) => string
  mapping: Partial<Record<Field, number>>
}

/** The first rows of the file under the names that its columns have here. */
export function PreviewTable<Field extends string>(props: PreviewTableProps<Field>) {
  const { preview, labelOf, mapping } = props
  const { t } = useTranslation()
  if (preview.length === 0) return <EmptyState title={t('importFrame.noRows')} />
  const fields = props.fields.filter(field => mapping[field] !== undefined)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section className={styles.preview} aria-label={t('importFrame.previewHint')} tabIndex={0}>
      <table className={styles.previewTable}>
        <thead>
          <tr>
            <th scope="col">{t('importFrame.row')}</th>
            {fields.map(field => (
              <th key={field} scope="col">
                {labelOf(field)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.map(row => (
            <tr key={row.number}>
              <th scope="row">{row.number}</th>
              {fields.map(field => (
                <td key={field}>{row.cells[mapping[field]!] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
