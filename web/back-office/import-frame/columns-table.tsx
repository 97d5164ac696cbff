import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './import.module.css'

export interface ColumnsTableProps<Field extends string> {
  columns: readonly { index: number; heading: string; samples: readonly string[] }[]
  fields: readonly Field[]
  labelOf: (field: Field) => string
  mapping: Partial<Record<Field, number>>
  disabled: boolean
  onChange: (mapping: Partial<Record<Field, number>>) => void
}

/** What each column of the file means; a field belongs to one column, so choosing it here takes it from another. */
export function ColumnsTable<Field extends string>(props: ColumnsTableProps<Field>) {
  const { columns, fields, labelOf, mapping, disabled, onChange } = props
  const { t } = useTranslation()
  const fieldOf = (index: number): Field | null => fields.find(field => mapping[field] === index) ?? null
  const choose = (index: number, chosen: string | null) => {
    const next: Partial<Record<Field, number>> = {}
    for (const field of fields) {
      const column = mapping[field]
      if (column !== undefined && column !== index && field !== chosen) next[field] = column
    }
    if (chosen) next[chosen as Field] = index
    onChange(next)
  }
  const choices = fields.map(field => ({ value: field as string, label: labelOf(field) }))
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('importFrame.column')}</th>
          <th scope="col">{t('importFrame.heading')}</th>
          <th scope="col">{t('importFrame.meaning')}</th>
          <th scope="col">{t('importFrame.samples')}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ index, heading, samples }) => {
          const field = fieldOf(index)
          const name = heading || t('importFrame.noHeading')
          return (
            <tr key={index} data-used={field !== null}>
              <td className={styles.letter}>{letterOf(index)}</td>
              <th scope="row">{heading === '' ? <span className={styles.quiet}>{name}</span> : heading}</th>
              <td>
                <Select
                  aria-label={`${t('importFrame.meaning')}: ${name}`}
                  data={choices}
                  value={field}
                  placeholder={t('importFrame.nothing')}
                  clearable
                  searchable
                  disabled={disabled}
                  onChange={chosen => choose(index, chosen)}
                  clearButtonProps={{ 'aria-label': t('kit.clear') }}
                />
              </td>
              <td className={styles.samples}>{samples.join(' · ')}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** As the spreadsheet names its columns: A to Z, then AA. */
function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter
}
