import { Combobox, InputBase, Loader, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBarcode } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenLine } from '../../../contract/fulfilment.ts'
import { api } from '../../../contract/public.ts'
import type { UnitChoice } from '../../../contract/stock.ts'
import { sentenceOf, useRead } from '../../client/public.ts'
import { Code } from '../../kit/public.ts'
import styles from './delivery-notes.module.css'
import type { ChosenUnit } from './draft-note.ts'

interface SerialBoxProps {
  line: OpenLine
  locationId: number
  chosen: readonly ChosenUnit[]
  ownClaim: string | null
  onCode: (code: string) => Promise<void>
  onChoose: (unit: ChosenUnit) => void
}

/**
 * Takes the serial of a line's next piece. Enter means the text as it stands, as a scanner means it: a part of a serial
 * never chooses the piece that happens to match. An arrow or a click chooses from the list.
 */
export function SerialBox({ line, locationId, chosen, ownClaim, onCode, onChoose }: SerialBoxProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 150)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const found = useRead(
    api.stock.listUnits,
    {
      params: { variantId: line.variantId },
      query: { search: asked, locationId, onlyFree: false, onlyOnHand: true, limit: 50 },
    },
    { enabled: combobox.dropdownOpened, keepFormer: true },
  )
  const units = found.data?.items ?? []

  const chooseByKey = (key: string) => {
    const unit = units.find(one => String(one.id) === key)
    if (unit === undefined) return
    onChoose({
      id: unit.id,
      serial: unit.serial,
      lot: unit.lot?.number ?? null,
      bin: unit.bin?.code ?? null,
    })
    setText('')
    combobox.resetSelectedOption()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape' && combobox.dropdownOpened) event.stopPropagation()
    if (event.ctrlKey && event.key === ']') {
      event.preventDefault()
      setText(`${text}\u001d`)
    }
    const isPlainEnter = event.key === 'Enter' && !event.nativeEvent.isComposing
    if (!isPlainEnter || combobox.getSelectedOptionIndex() !== -1) return
    event.preventDefault()
    if (text.trim() === '') return
    setText('')
    void onCode(text.trim())
  }
  return (
    <Combobox store={combobox} onOptionSubmit={chooseByKey} withinPortal position="bottom-start">
      <Combobox.Target>
        <InputBase
          data-entry
          aria-label={t('deliveryNotes.serialsOf', { product: line.productName })}
          placeholder={t('deliveryNotes.serialHint')}
          size="sm"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={text}
          onChange={event => {
            setText(event.currentTarget.value)
            combobox.resetSelectedOption()
            combobox.openDropdown()
          }}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={onKeyDown}
          leftSection={<IconBarcode size={18} stroke={1.5} aria-hidden="true" />}
          rightSection={found.isFetching && combobox.dropdownOpened ? <Loader size={14} /> : null}
          styles={{ input: { fontFamily: 'var(--mono)' } }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options
          className={styles.options}
          aria-label={t('deliveryNotes.serialsOf', { product: line.productName })}
        >
          {units.map(unit => (
            <SerialOption
              key={unit.id}
              unit={unit}
              isChosen={chosen.some(one => one.id === unit.id)}
              ownClaim={ownClaim}
            />
          ))}
          {found.error ? <Combobox.Empty>{sentenceOf(found.error)}</Combobox.Empty> : null}
          {found.data && units.length === 0 ? (
            <Combobox.Empty>{t('deliveryNotes.noSerials')}</Combobox.Empty>
          ) : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

interface SerialOptionProps {
  unit: UnitChoice
  isChosen: boolean
  ownClaim: string | null
}

function SerialOption({ unit, isChosen, ownClaim }: SerialOptionProps) {
  const { t } = useTranslation()
  const where = [unit.lot?.number, unit.bin?.code].filter(Boolean).join(' · ')
  const blocked = unit.blockedBecause === ownClaim ? null : unit.blockedBecause
  const why = isChosen ? t('deliveryNotes.isChosen') : blocked
  return (
    <Combobox.Option value={String(unit.id)} disabled={why !== null}>
      <span className={styles.option}>
        <Code>{unit.serial}</Code>
        <span className={styles.soft}>{why ?? where}</span>
      </span>
    </Combobox.Option>
  )
}
