import { Button, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Category } from '../../../contract/categories.ts'
import type { Endpoint } from '../../../contract/endpoint.ts'
import { api } from '../../../contract/public.ts'
import { EntryForm, notify, useEntryForm } from '../../kit/public.ts'
import { categoryChoices, useCategories } from './use-categories.ts'

type CategoryValues = { name: string; parentId: number | null }

const refusedFields = {
  name_taken: 'name',
  category_too_deep: 'parentId',
  category_under_itself: 'parentId',
} as const

export function NewCategory({ parentId, onDone }: { parentId: number | null; onDone: () => void }) {
  const entry = useEntryForm({
    endpoint: api.categories.addCategory,
    initial: { name: '', parentId } as CategoryValues,
    input: values => ({ body: values }),
    refusedFields,
    onDone: useSaved(onDone),
  })
  return <CategoryEntry entry={entry} category={null} />
}

/** Renames a category or moves it below another. */
export function ChangedCategory({ category, onDone }: { category: Category; onDone: () => void }) {
  const { id: categoryId, name, parentId } = category
  const entry = useEntryForm({
    endpoint: api.categories.changeCategory,
    initial: { name, parentId } as CategoryValues,
    input: values => ({ params: { categoryId }, body: values }),
    refusedFields,
    onDone: useSaved(onDone),
  })
  return <CategoryEntry entry={entry} category={category} />
}

interface CategoryEntryProps {
  entry: ReturnType<typeof useEntryForm<Endpoint, CategoryValues>>
  category: Category | null
}

function CategoryEntry({ entry, category }: CategoryEntryProps) {
  const { t } = useTranslation()
  const { all } = useCategories()
  const { parentId } = entry.values
  // What can stand above: not itself, nothing below it, and nothing on the last level.
  const above = all.filter(
    one => one.path.length < 3 && !(category !== null && startsWith(one.path, category.path)),
  )
  const { onChange: _, value: __, defaultValue: ___, ...field } = entry.at('parentId')
  return (
    <EntryForm
      entry={entry}
      actions={
        <Button type="submit" loading={entry.busy}>
          {t('kit.save')}
        </Button>
      }
    >
      <TextInput
        label={t('categories.name')}
        placeholder={t('categories.nameExample')}
        data-autofocus
        autoComplete="off"
        {...entry.at('name')}
      />
      <Select
        label={t('categories.parent')}
        data={[{ value: '', label: t('categories.top') }, ...categoryChoices(above, parentId)]}
        searchable
        allowDeselect={false}
        {...field}
        value={parentId === null ? '' : String(parentId)}
        onChange={value => entry.form.setFieldValue('parentId', value ? Number(value) : null)}
      />
    </EntryForm>
  )
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((name, level) => path[level] === name)
}

function useSaved(onDone: () => void) {
  const { t } = useTranslation()
  return (category: Category) => {
    notify.done(t('categories.saved', { name: category.name }))
    onDone()
  }
}
