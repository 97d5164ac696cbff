import { ActionIcon, TagsInput, TextInput, Tooltip } from '@mantine/core'
import { IconCheck, IconPencil, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProductEntry } from '../product-entry.ts'
import { type Plain, type Varieties, withoutOption, withRenamedValue, withValues } from './draft-variants.ts'
import styles from './options.module.css'

interface OptionRowProps {
  at: number
  entry: ProductEntry
  onChange: (next: Varieties) => void
}

/** One option: its name, and its values as chips that can be added, taken away and renamed. */
export function OptionRow({ at, entry, onChange }: OptionRowProps) {
  const { t } = useTranslation()
  const [isRenaming, setRenaming] = useState(false)
  const values = entry.form.getValues()
  const option = values.options[at]!
  const name = option.name.trim() || String(at + 1)
  const plain = plainOf(entry)
  const rename = t(isRenaming ? 'productOptions.renameDone' : 'productOptions.rename')
  return (
    <div className={styles.option}>
      <TextInput
        label={t('productOptions.name')}
        aria-label={t('productOptions.nameOf', { number: at + 1 })}
        placeholder={t('productOptions.nameExample')}
        autoComplete="off"
        {...entry.at(`options.${at}.name`)}
        value={option.name}
      />
      {isRenaming ? (
        <RenamedValues at={at} entry={entry} onChange={onChange} />
      ) : (
        <TagsInput
          label={t('productOptions.values')}
          aria-label={t('productOptions.valuesOf', { name })}
          placeholder={option.values.length === 0 ? t('productOptions.valuesHint') : ''}
          size="sm"
          value={option.values}
          onChange={next => onChange(withValues(values, at, next, plain))}
          error={entry.form.errors[`options.${at}.values`]}
          splitChars={[',', ';', '\t', '\n']}
          maxLength={60}
          autoComplete="off"
        />
      )}
      <div className={styles.optionActions}>
        <Tooltip label={rename}>
          <ActionIcon
            aria-label={rename}
            disabled={option.values.length === 0}
            onClick={() => setRenaming(!isRenaming)}
          >
            {isRenaming ? (
              <IconCheck size={16} stroke={1.6} aria-hidden="true" />
            ) : (
              <IconPencil size={16} stroke={1.6} aria-hidden="true" />
            )}
          </ActionIcon>
        </Tooltip>
        <ActionIcon
          aria-label={t('productOptions.remove', { name })}
          onClick={() => onChange(withoutOption(values, at, plain))}
        >
          <IconX size={16} stroke={1.6} aria-hidden="true" />
        </ActionIcon>
      </div>
    </div>
  )
}

/** A field for each value: what is typed here is another name for the same variants. */
function RenamedValues({ at, entry, onChange }: OptionRowProps) {
  const { t } = useTranslation()
  const values = entry.form.getValues()
  return (
    <div className={styles.renamed}>
      {values.options[at]!.values.map((value, position) => (
        <TextInput
          // biome-ignore lint/suspicious/noArrayIndexKey: a value is its place while its name is being typed
          key={position}
          aria-label={t('productOptions.valueName', { number: position + 1 })}
          value={value}
          maxLength={60}
          autoComplete="off"
          autoFocus={position === 0}
          onChange={event => onChange(withRenamedValue(values, at, position, event.currentTarget.value))}
          error={entry.form.errors[`options.${at}.values`] ? true : null}
        />
      ))}
    </div>
  )
}

function plainOf({ form }: ProductEntry): Plain {
  const { variantId, productNumber, priceMinor, unitsPerPu, barcodes } = form.getValues()
  return { id: variantId, productNumber, priceMinor, unitsPerPu, barcodes }
}
