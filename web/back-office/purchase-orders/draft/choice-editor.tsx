import { Combobox, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoughtAs } from '../../../../contract/buying.ts'
import type { VariantChoice } from '../../../../contract/catalog.ts'
import type { Supplier } from '../../../../contract/people.ts'
import { api } from '../../../../contract/public.ts'
import { useRead } from '../../../client/public.ts'
import { Code } from '../../../kit/public.ts'
import type { CellContext, LinePatch } from './cell-text.ts'
import { type ColumnId, type DraftLine, productOfLine } from './draft-line.ts'
import styles from './grid.module.css'
import type { Direction } from './grid-work.ts'
import { inUnit, nameOfUnit } from './purchase-unit.ts'
import { type EditorProps, endOf, isSeparator, useEditorField } from './text-editor.tsx'

interface Choice {
  readonly key: string
  /** What the cell says when it is chosen. */
  readonly text: string
  readonly label: ReactNode
  readonly detail: ReactNode
  /** Null looks the text up, as if it had been typed to its end. */
  readonly patch: LinePatch | null
}

interface ChoiceEditorProps extends EditorProps {
  column: ColumnId
  line: DraftLine
  context: CellContext
  onChoose: (patch: LinePatch, move: Direction) => void
}

/** A cell's field with a list of what it can mean. A scanner's Enter does not wait for the list: its text is looked up afterwards. */
export function ChoiceEditor(props: ChoiceEditorProps) {
  const { label, initial, anew, column, context, line, onFinish, onChoose } = props
  const { t } = useTranslation()
  const [text, setText] = useState(initial)
  const [isTyped, setTyped] = useState(false)
  const [asked] = useDebouncedValue(text.trim(), 120)
  const { choices, isCurrent } = useChoices(column, isTyped || anew ? asked : '', line, context)
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
  const choose = ({ patch, text }: Choice, move: Direction) =>
    patch === null ? onFinish(text, move) : onChoose(patch, move)
  const leave = (move: Direction) => {
    const chosen = choices[combobox.getSelectedOptionIndex()]
    if (chosen && (isReady || !isTyped)) finish(() => choose(chosen, move))
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
        if (chosen) finish(() => choose(chosen, 'right'))
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

function useChoices(column: ColumnId, search: string, line: DraftLine, context: CellContext) {
  const { t } = useTranslation()
  const isProduct = column === 'productNumber' || column === 'productName'
  const query = { search, limit: shownAtMost }
  const options = { keepFormer: true, staleTime: 30_000 }
  const products = useRead(api.catalog.listVariants, { query }, { enabled: isProduct, ...options })
  const suppliers = useRead(
    api.people.listSuppliers,
    { query },
    { enabled: column === 'supplier', ...options },
  )
  const supplierId = line.supplier?.id ?? context.supplierId
  const asBought = { code: search, ...(supplierId === null ? {} : { supplierId }) }
  const isCode = isProduct && search !== '' && search.length <= 100
  const bought = useRead(api.buying.findBoughtAs, { query: asBought }, { enabled: isCode, staleTime: 30_000 })
  const meant = isCode ? bought.data?.items : undefined
  const choices = useMemo(() => {
    if (column === 'unit') return unitChoices(line)
    if (column === 'bin') return binChoices(search, context)
    if (column === 'supplier') return (suppliers.data?.items ?? []).map(supplierChoice)
    const named = (products.data?.items ?? []).map(product =>
      productChoice(product, column === 'productNumber'),
    )
    // What the code means exactly stands first, and alone: Enter must not choose what it is only a part of.
    return meant && meant.length > 0
      ? meant.map(one => boughtChoice(one, search, t(`purchaseOrders.grid.by.${one.by}`)))
      : named
  }, [column, search, context, line, suppliers.data, products.data, meant, t])
  const isFetching = products.isFetching || suppliers.isFetching || (isCode && bought.isFetching)
  return { choices, isCurrent: !isFetching }
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

function boughtChoice(one: BoughtAs, code: string, by: string): Choice {
  return { key: `bought-${one.variantId}`, text: code, label: one.name, detail: by, patch: null }
}

function unitChoices(line: DraftLine): Choice[] {
  const { product } = line
  return (product?.units ?? []).map(({ units }) => {
    const name = nameOfUnit({ ...product!, unitsPerPu: units })
    const patch = inUnit(line, product!, units)
    return { key: String(units), text: name, label: name, detail: `× ${units}`, patch }
  })
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
