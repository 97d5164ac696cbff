import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Category } from '../../../contract/categories.ts'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  fromRead,
  Page,
  PageHeader,
  Quantity,
  SideDrawer,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import styles from './categories.module.css'
import { CategoryDrawer } from './category-drawer.tsx'
import { NewCategory } from './category-form.tsx'
import { pathText } from './use-categories.ts'

const route = getRouteApi('/in/categories')

/** The tree of categories; one opens in a drawer. */
export function CategoriesScreen() {
  const { t } = useTranslation()
  const { open } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('catalog.write')
  /** Below which one another is added; null adds at the top. */
  const [adding, setAdding] = useState<{ parentId: number | null } | null>(null)
  const categories = useRead(api.categories.listCategories, {})
  const columns = useMemo(() => columnsOf(t), [t])
  const opened = categories.data?.items.find(category => category.id === open)
  const close = () => void navigate({ search: {}, replace: true })
  const add = mayWrite ? (
    <Button onClick={() => setAdding({ parentId: null })}>{t('categories.add')}</Button>
  ) : null
  return (
    <Page fills>
      <PageHeader title={t('categories.title')} subtitle={t('categories.subtitle')} actions={add} />
      <DataTable
        {...fromRead(categories, answer => answer.items)}
        label={t('categories.list')}
        columns={columns}
        keyOf={category => category.id}
        onOpen={category => void navigate({ search: { open: category.id } })}
        toneOf={category => (category.archived ? 'muted' : undefined)}
        empty={
          <EmptyState title={t('categories.empty')} sentence={t('categories.emptySentence')} action={add} />
        }
      />
      <SideDrawer opened={adding !== null} title={t('categories.addTitle')} onClose={() => setAdding(null)}>
        {adding ? <NewCategory parentId={adding.parentId} onDone={() => setAdding(null)} /> : null}
      </SideDrawer>
      <SideDrawer opened={opened !== undefined} title={opened ? pathText(opened) : ''} onClose={close}>
        {opened ? (
          <CategoryDrawer
            key={opened.id}
            category={opened}
            mayWrite={mayWrite}
            onAddBelow={() => {
              close()
              setAdding({ parentId: opened.id })
            }}
            onDone={close}
          />
        ) : null}
      </SideDrawer>
    </Page>
  )
}

function columnsOf(t: TFunction): Column<Category>[] {
  return [
    {
      id: 'name',
      header: t('categories.name'),
      width: 'minmax(14rem, 3fr)',
      cell: category => (
        <span className={styles.name} data-level={category.path.length}>
          {category.archived ? `${category.name} (${t('categories.archived')})` : category.name}
        </span>
      ),
    },
    {
      id: 'products',
      header: t('categories.products'),
      width: '8rem',
      align: 'end',
      narrow: 'aside',
      cell: category => <Quantity units={category.products} />,
    },
  ]
}
