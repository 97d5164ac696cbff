import { CloseButton, Combobox, InputBase, Loader, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerOf, Endpoint } from '../../contract/endpoint.ts'
import { type CallInput, sentenceOf, useRead } from '../client/public.ts'
import { Code } from './code.tsx'
import styles from './picker.module.css'

export interface PickerOption {
  key: string | number
  label: string
  /** A line that tells it from others. */
  detail?: ReactNode
  /** Why it cannot be chosen; it is then shown but not offered. */
  blocked?: string | null
  /** True writes the label as a code. */
  code?: boolean
}

interface PickerProps<E extends Endpoint, Row> {
  label: ReactNode
  endpoint: E
  /** What to ask for the typed text; empty text asks for the first ones. */
  input: (text: string) => CallInput<E>
  rows: (answer: AnswerOf<E>) => readonly Row[]
  option: (row: Row) => PickerOption
  /** What is chosen, as it stands in the field. */
  value: Pick<PickerOption, 'key' | 'label'> | null
  onChange: (row: Row | null) => void
  /** Offered at the end of the list for a text without an exact match, as "Add “…”". */
  onCreate?: (text: string) => void
  createLabel?: (text: string) => string
  description?: ReactNode
  error?: ReactNode
  placeholder?: string
  required?: boolean
  disabled?: boolean
  clearable?: boolean
  /** True puts the cursor here when a drawer or dialog opens. */
  autoFocus?: boolean
  /** True hides the label from eyes but not from screen readers, as in a table's cell. */
  labelHidden?: boolean
}

const createKey = '\u0000create'

/** Chooses one row of a searched list: type, arrows, Enter. A scanned code that matches exactly one row chooses it. */
export function Picker<E extends Endpoint, Row>(props: PickerProps<E, Row>) {
  const { label, endpoint, input, rows, option, value, onChange, clearable = true, disabled = false } = props
  const { t } = useTranslation()
  const [text, setText] = useState<string | null>(null)
  const [asked] = useDebouncedValue(text ?? '', 150)
  const [entered, setEntered] = useState(false)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const found = useRead(endpoint, input(asked.trim()), {
    enabled: combobox.dropdownOpened,
    keepFormer: true,
    staleTime: 10_000,
  })
  // What is shown answers this very text. While it is being read anew it still does, and an Enter takes from it at once.
  const isCurrent = asked === (text ?? '') && !found.isPending && !found.isPlaceholderData
  const choices = found.data === undefined ? [] : rows(found.data)

  const choose = (row: Row | null) => {
    onChange(row)
    setText(null)
    setEntered(false)
    combobox.closeDropdown()
  }
  const chooseByKey = (key: string) => {
    if (key === createKey) {
      props.onCreate?.((text ?? '').trim())
      setText(null)
      combobox.closeDropdown()
      return
    }
    const row = choices.find(one => String(option(one).key) === key)
    if (row) choose(row)
  }
  // A scanner's Enter is quicker than the answer: it is kept until the answer to this very text is here.
  useEffect(() => {
    if (!entered || !isCurrent) return
    setEntered(false)
    const free = choices.filter(row => !option(row).blocked)
    const exact = free.filter(row => option(row).label.toLowerCase() === (text ?? '').trim().toLowerCase())
    const only = exact.length === 1 ? exact[0] : free.length === 1 ? free[0] : undefined
    if (only !== undefined) choose(only)
  })
  useEffect(() => {
    if (text !== null && isCurrent && choices.length > 0) combobox.selectFirstOption()
  }, [text, isCurrent, choices.length, combobox.selectFirstOption])

  return (
    <Combobox store={combobox} onOptionSubmit={chooseByKey} disabled={disabled} withinPortal>
      <Combobox.Target>
        <InputBase
          label={label}
          {...(props.labelHidden ? { classNames: { label: 'out-of-sight' } } : {})}
          description={props.description}
          error={props.error}
          placeholder={props.placeholder ?? t('kit.typeToSearch')}
          required={props.required ?? false}
          withAsterisk={false}
          disabled={disabled}
          size="sm"
          autoComplete="off"
          spellCheck={false}
          data-autofocus={props.autoFocus || undefined}
          value={text ?? value?.label ?? ''}
          onChange={event => {
            setText(event.currentTarget.value)
            setEntered(false)
            // What is marked belongs to the former text: an Enter before the answer must not take it.
            combobox.resetSelectedOption()
            combobox.openDropdown()
          }}
          onFocus={event => event.currentTarget.select()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => {
            combobox.closeDropdown()
            setText(null)
          }}
          onKeyDown={event => {
            if (event.key === 'Enter' && text !== null && !isCurrent) {
              event.preventDefault()
              setEntered(true)
            }
            if (event.key === 'Escape' && combobox.dropdownOpened) event.stopPropagation()
          }}
          rightSection={
            found.isFetching && combobox.dropdownOpened ? (
              <Loader size={14} />
            ) : clearable && value && !disabled ? (
              <CloseButton
                size="sm"
                tabIndex={-1}
                aria-label={t('kit.clear')}
                onMouseDown={event => event.preventDefault()}
                onClick={() => choose(null)}
              />
            ) : null
          }
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options className={styles.options} aria-label={t('kit.search')}>
          {choices.map(row => {
            const shown = option(row)
            return (
              <Combobox.Option key={shown.key} value={String(shown.key)} disabled={Boolean(shown.blocked)}>
                <span className={styles.option}>
                  <span>{shown.code ? <Code>{shown.label}</Code> : shown.label}</span>
                  <span className={styles.detail}>{shown.blocked ?? shown.detail}</span>
                </span>
              </Combobox.Option>
            )
          })}
          {props.onCreate && props.createLabel && (text ?? '').trim() !== '' && isCurrent ? (
            <Combobox.Option value={createKey}>{props.createLabel((text ?? '').trim())}</Combobox.Option>
          ) : null}
          <PickerEnd error={found.error} isEmpty={isCurrent && choices.length === 0 && !props.onCreate} />
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function PickerEnd({ error, isEmpty }: { error: unknown; isEmpty: boolean }) {
  const { t } = useTranslation()
  if (error) return <Combobox.Empty>{sentenceOf(error)}</Combobox.Empty>
  return isEmpty ? <Combobox.Empty>{t('kit.noMatch')}</Combobox.Empty> : null
}
