import { Combobox, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VariantChoice } from '../../../../contract/catalog.ts'
import type { Supplier } from '../../../../contract/people.ts'
import { api } from '../../../../contract/public.ts'
import { useRead } from '../../../client/public.ts'
import { Code } from '../../../kit/public.ts'
import type { CellContext, LinePatch } from './cell-text.ts'
import { type ColumnId, productOfLine } from './draft-line.ts'
import styles from './grid.module.css'
import type { Direction } from './grid-work.ts'
import { type EditorProps, endOf, isSeparator, useEditorField } from './text-editor.tsx'

interface Choice {
  readonly key: string
  /** What the cell says when it is chosen. */
  readonly text: string
  readonly label: ReactNode
  readonly detail: ReactNode
  readonly patch: LinePatch
}

interface ChoiceEditorProps extends EditorProps {
  column: ColumnId
  context: CellContext
  onChoose: (patch: LinePatch, move: Direction) => void
}

/** A cell's field with a list of what it can mean. A scanner's Enter does not wait for the list: its text is looked up afterwards. */
export function ChoiceEditor(props: ChoiceEditorProps) {
  const { label, initial, anew, column, context, onFinish, onChoose } = props
  const { t } = useTranslation()
  const [text, setText] = useState(initial)
  const [isTyped, setTyped] = useState(false)
  const [asked] = useDebouncedValue(text.trim(), 120)
  const { choices, isCurrent } = useChoices(column, isTyped || anew ? asked : '', context)
  const field = useEditorField(anew)
  const finished = useRef(false)
  const combobox = useCombobox({ opened: true })
  const isReady = isTyped && isCurrent && asked === text.trim()

  useEffect(() => {
    if (!isReady || text.trim() === '' || choices.length === 0) {
      combobox.resetSelectedOption()
      return
    }
    const exact = choices.findIndex(choice => choice.text.toLowerCase() === text.trim().toLowerCase())
    combobox.selectOption(Math.max(0, exact))
  }, [isReady, text, choices, combobox.resetSelectedOption, combobox.selectOption])

  const finish = (work: () => void) => {
    if (finished.current) return
    finished.current = true
    work()
  }
  const leave = (move: Direction) => {
    const chosen = choices[combobox.getSelectedOptionIndex()]
    if (chosen && (isReady || !isTyped)) finish(() => onChoose(chosen.patch, move))
    else finish(() => onFinish(text, move))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isSeparator(event)) setText(`${text}\u001d`)
    else if (event.key === 'ArrowDown') combobox.selectNextOption()
    else if (event.key === 'ArrowUp') combobox.selectPreviousOption()
    else {
      const end = endOf(event, false)
      if (!end) return
      if (end.keeps) leave(end.move)
      else finish(() => onFinish(null, 'stay'))
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <Combobox
      store={combobox}
      position="bottom-start"
      width={360}
      offset={2}
      onOptionSubmit={key => {
        const chosen = choices.find(choice => choice.key === key)
        if (chosen) finish(() => onChoose(chosen.patch, 'right'))
      }}
    >
      <Combobox.Target withKeyboardNavigation={false}>
        <input
          ref={field}
          className={styles.field}
          aria-label={label}
          value={text}
          onChange={event => {
            setText(event.currentTarget.value)
            setTyped(true)
          }}
          onKeyDown={onKeyDown}
          onBlur={() => finish(() => onFinish(text, 'stay'))}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="next"
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={choices.length === 0 && !isReady}>
        <Combobox.Options className={styles.choices} aria-label={label}>
          {choices.map(choice => (
            <Combobox.Option key={choice.key} value={choice.key}>
              <span className={styles.choice}>
                <span>{choice.label}</span>
                <span className={styles.choiceDetail}>{choice.detail}</span>
              </span>
            </Combobox.Option>
          ))}
          {choices.length === 0 ? <Combobox.Empty>{t('kit.noMatch')}</Combobox.Empty> : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

const shownAtMost = 30

function useChoices(column: ColumnId, search: string, context: CellContext) {
  const isProduct = column === 'productNumber' || column === 'productName'
  const query = { search, limit: shownAtMost }
  const options = { keepFormer: true, staleTime: 30_000 }
  const products = useRead(api.catalog.listVariants, { query }, { enabled: isProduct, ...options })
  const suppliers = useRead(
    api.people.listSuppliers,
    { query },
    { enabled: column === 'supplier', ...options },
  )
  const choices = useMemo(() => {
    if (column === 'bin') return binChoices(search, context)
    if (column === 'supplier') return (suppliers.data?.items ?? []).map(supplierChoice)
    return (products.data?.items ?? []).map(product => productChoice(product, column === 'productNumber'))
  }, [column, search, context, suppliers.data, products.data])
  return { choices, isCurrent: !products.isFetching && !suppliers.isFetching }
}

function supplierChoice({ id, name, number }: Supplier): Choice {
  return {
    key: String(id),
    text: name,
    label: name,
    detail: <Code>{number}</Code>,
    patch: { supplier: { id, name } },
  }
}

function productChoice(product: VariantChoice, isNumber: boolean): Choice {
  const number = <Code>{product.productNumber}</Code>
  return {
    key: String(product.variantId),
    text: isNumber ? product.productNumber : product.name,
    label: isNumber ? number : product.name,
    detail: isNumber ? product.name : number,
    patch: { product: productOfLine(product) },
  }
}

function binChoices(search: string, { bins }: CellContext): Choice[] {
  const found: Choice[] = []
  for (const bin of bins?.values() ?? []) {
    if (!bin.code.toLowerCase().includes(search.toLowerCase())) continue
    found.push({
      key: String(bin.id),
      text: bin.code,
      label: <Code>{bin.code}</Code>,
      detail: null,
      patch: { bin },
    })
    if (found.length === shownAtMost) break
  }
  return found
}
