import { Checkbox, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from '../import-frame/import.module.css'
import type { ImportSession } from './import-session.ts'

const badRows = ['take_good', 'refuse_all'] as const
const sameNumber = ['refuse', 'first', 'last'] as const

interface RulesFieldsProps {
  kept: ImportSession
  change: (changes: Partial<ImportSession>) => void
}

/** What becomes of bad rows, of rows that speak of one product, and of empty cells. */
export function RulesFields({ kept, change }: RulesFieldsProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.where}>
      <Select
        label={t('productImport.badRows')}
        data={badRows.map(value => ({ value, label: t(`productImport.badRowsOf.${value}`) }))}
        value={kept.badRows}
        allowDeselect={false}
        onChange={value => change({ badRows: badRows.find(one => one === value) ?? kept.badRows })}
      />
      <Select
        label={t('productImport.sameNumber')}
        data={sameNumber.map(value => ({ value, label: t(`productImport.sameNumberOf.${value}`) }))}
        value={kept.sameNumber}
        allowDeselect={false}
        onChange={value => change({ sameNumber: sameNumber.find(one => one === value) ?? kept.sameNumber })}
      />
      <Checkbox
        label={t('productImport.emptyClears')}
        description={t('productImport.emptyClearsHint')}
        checked={kept.emptyClears}
        onChange={event => change({ emptyClears: event.currentTarget.checked })}
      />
    </div>
  )
}
