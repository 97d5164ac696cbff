import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { HeaderRowField } from './header-row-field.tsx'

interface SheetFieldsProps {
  upload: { sheets: readonly string[]; sheet: string; headerRow: number }
  disabled: boolean
  /** Another sheet or heading row has other columns: what was matched before is forgotten. */
  onChange: (change: { sheet: string | undefined; headerRow: number | undefined; mapping: null }) => void
}

/** Which sheet of the workbook is meant, and which of its rows holds the headings. */
export function SheetFields({ upload, disabled, onChange }: SheetFieldsProps) {
  const { t } = useTranslation()
  const { sheets, sheet, headerRow } = upload
  return (
    <>
      {sheets.length > 1 ? (
        <Select
          label={t('importFrame.sheet')}
          data={[...sheets]}
          value={sheet}
          allowDeselect={false}
          disabled={disabled}
          onChange={chosen => onChange({ sheet: chosen ?? undefined, headerRow: undefined, mapping: null })}
        />
      ) : null}
      <HeaderRowField
        value={headerRow}
        onChange={chosen => onChange({ sheet, headerRow: chosen, mapping: null })}
      />
    </>
  )
}
