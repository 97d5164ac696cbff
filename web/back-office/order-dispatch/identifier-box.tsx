import { Combobox, InputBase, Loader, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type KeyboardEvent, memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { sentenceOf, useRead } from '../../client/public.ts'
import { Code } from '../../kit/public.ts'
import type { Place } from './boxes.ts'
import styles from './order-dispatch.module.css'

interface IdentifierBoxProps {
  orderLineId: number
  index: number
  label: string
  value: string | null
  variantId: number
  locationId: number
  /** True where any text will do: nothing is dropped down. */
  anyText: boolean
  suggested: boolean
  warning: string | null
  /** Enter, as a scanner ends a code. */
  onCode: (code: string, from: Place) => void
  /** Chosen from the list, or left in the box. */
  onValue: (place: Place, value: string | null, isKnown: boolean) => void
  /** Puts what was typed on the product's list, where that may be done from here. */
  onAdd?: ((place: Place, value: string) => void) | undefined
}

const addKey = '\u0000add'

/** The box of one piece: type, scan, or choose from what is free. Kept light, since a dialog may hold a thousand. */
export const IdentifierBox = memo(function IdentifierBox(props: IdentifierBoxProps) {
  const { orderLineId, index, label, value, anyText, suggested, warning } = props
  const { t } = useTranslation()
  const [active, setActive] = useState(false)
  const [typed, setTyped] = useState<string | null>(null)
  const place = { orderLineId, index }
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const text = typed ?? value ?? ''
  const isSuggested = suggested && typed === null

  const enter = () => {
    setTyped(null)
    combobox.closeDropdown()
    const code = text.trim()
    if (code === '') props.onValue(place, null, true)
    else props.onCode(code, place)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape' && combobox.dropdownOpened) event.stopPropagation()
    if (event.ctrlKey && event.key === ']') {
      event.preventDefault()
      setTyped(`${text}\u001d`)
    }
    const isPlainEnter = event.key === 'Enter' && !event.nativeEvent.isComposing
    if (!isPlainEnter || combobox.getSelectedOptionIndex() !== -1) return
    event.preventDefault()
    event.stopPropagation()
    enter()
  }
  const leave = () => {
    combobox.closeDropdown()
    setActive(false)
    if (typed !== null && typed.trim() !== (value ?? '')) props.onValue(place, typed.trim() || null, false)
    setTyped(null)
  }
  return (
    <Combobox
      store={combobox}
      withinPortal
      position="bottom-start"
      onOptionSubmit={option => {
        setTyped(null)
        if (option === addKey) props.onAdd?.(place, text.trim())
        else props.onValue(place, option, true)
        combobox.closeDropdown()
      }}
    >
      <Combobox.Target>
        <InputBase
          id={boxId(place)}
          className={styles.box!}
          aria-label={label}
          placeholder={anyText ? t('orderDispatch.typeAny') : ''}
          size="sm"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={200}
          value={text}
          error={warning}
          data-suggested={isSuggested || undefined}
          rightSection={
            isSuggested ? <span className={styles.suggested}>{t('orderDispatch.suggested')}</span> : null
          }
          rightSectionWidth={isSuggested ? 84 : 0}
          onChange={event => {
            setTyped(event.currentTarget.value)
            combobox.resetSelectedOption()
            if (!anyText) combobox.openDropdown()
          }}
          onFocus={event => {
            setActive(true)
            event.currentTarget.select()
          }}
          onClick={() => {
            if (!anyText) combobox.openDropdown()
          }}
          onBlur={leave}
          onKeyDown={onKeyDown}
          styles={{ input: { fontFamily: 'var(--mono)' } }}
        />
      </Combobox.Target>
      {active && !anyText ? (
        <Options
          label={label}
          variantId={props.variantId}
          locationId={props.locationId}
          // What is not on the list is looked for when the cursor comes back to it, so that it can be added.
          search={typed ?? (warning === null ? '' : text)}
          opened={combobox.dropdownOpened}
          mayAdd={props.onAdd !== undefined}
        />
      ) : null}
    </Combobox>
  )
})

export const boxId = ({ orderLineId, index }: Place) => `identifier-${orderLineId}-${index}`

interface OptionsProps {
  label: string
  variantId: number
  locationId: number
  search: string
  opened: boolean
  mayAdd: boolean
}

function Options({ label, variantId, locationId, search, opened, mayAdd }: OptionsProps) {
  const { t } = useTranslation()
  const [asked] = useDebouncedValue(search.trim(), 150)
  const found = useRead(
    api.orderDispatch.listIdentifierOptions,
    { params: { variantId }, query: { locationId, search: asked } },
    { enabled: opened, keepFormer: true },
  )
  const items = found.data?.items ?? []
  const isCurrent = !found.isFetching && asked === search.trim()
  const isListed = items.some(({ value }) => value.normalize('NFC') === asked.normalize('NFC'))
  const isAddable = mayAdd && asked !== '' && isCurrent && !isListed
  return (
    <Combobox.Dropdown>
      <Combobox.Options className={styles.options} aria-label={label}>
        {items.map(option => (
          <Combobox.Option key={option.value} value={option.value} disabled={option.blocked !== null}>
            <span className={styles.option}>
              <Code>{option.value}</Code>
              <span className={styles.soft}>{option.blocked ?? option.detail}</span>
            </span>
          </Combobox.Option>
        ))}
        {found.isPending ? <Loader size={14} m="xs" /> : null}
        {found.error ? <Combobox.Empty>{sentenceOf(found.error)}</Combobox.Empty> : null}
        {isAddable ? (
          <Combobox.Option value={addKey}>{t('orderDispatch.addToList', { value: asked })}</Combobox.Option>
        ) : null}
        {found.data && items.length === 0 && !isAddable ? (
          <Combobox.Empty>{t('orderDispatch.noOptions')}</Combobox.Empty>
        ) : null}
      </Combobox.Options>
    </Combobox.Dropdown>
  )
}
