import { useTranslation } from 'react-i18next'
import { importField, type PurchaseImport } from '../../../contract/purchasing.ts'
import { EmptyState } from '../../kit/public.ts'
import styles from './import.module.css'
import type { Mapping } from './import-session.ts'

interface PreviewTableProps {
  upload: PurchaseImport
  mapping: Mapping
}

/** The first rows of the file under the names that its columns have here. */
export function PreviewTable({ upload, mapping }: PreviewTableProps) {
  const { t } = useTranslation()
  if (upload.preview.length === 0) return <EmptyState title={t('purchaseImport.noRows')} />
  const fields = importField.options.filter(field => mapping[field] !== undefined)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section className={styles.preview} aria-label={t('purchaseImport.previewHint')} tabIndex={0}>
      <table className={styles.previewTable}>
        <thead>
          <tr>
            <th scope="col">{t('purchaseImport.row')}</th>
            {fields.map(field => (
              <th key={field} scope="col">
                {t(`purchaseImport.fields.${field}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {upload.preview.map(row => (
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
