import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Category } from '../../../contract/categories.ts'
import { api } from '../../../contract/public.ts'
import { useWrite } from '../../client/public.ts'
import { notify, Refused } from '../../kit/public.ts'
import styles from './categories.module.css'
import { ChangedCategory } from './category-form.tsx'

interface CategoryDrawerProps {
  category: Category
  mayWrite: boolean
  onAddBelow: () => void
  onDone: () => void
}

/** What can be done with one category. */
export function CategoryDrawer({ category, mayWrite, onAddBelow, onDone }: CategoryDrawerProps) {
  const { t } = useTranslation()
  const { id: categoryId, archived, path } = category
  return (
    <div className={styles.drawer}>
      <Group gap="xs">
        <Button
          variant="default"
          renderRoot={props => <Link {...props} to="/products" search={{ categoryId }} />}
        >
          {t('categories.show')}
        </Button>
        {mayWrite && !archived && path.length < 3 ? (
          <Button variant="default" onClick={onAddBelow}>
            {t('categories.addBelow')}
          </Button>
        ) : null}
      </Group>
      {mayWrite ? (
        <>
          <ChangedCategory category={category} onDone={onDone} />
          <ArchiveCategory category={category} onDone={onDone} />
        </>
      ) : null}
    </div>
  )
}

function ArchiveCategory({ category, onDone }: { category: Category; onDone: () => void }) {
  const { t } = useTranslation()
  const { id: categoryId, archived } = category
  const done = (saved: Category) => {
    const word = saved.archived ? 'categories.archiveDone' : 'categories.bringBackDone'
    notify.done(t(word, { name: saved.name }))
    onDone()
  }
  const archive = useWrite(api.categories.archiveCategory, { onDone: done })
  const bringBack = useWrite(api.categories.bringBackCategory, { onDone: done })
  const write = archived ? bringBack : archive
  return (
    <div className={styles.archive}>
      {archived ? null : <p className={styles.hint}>{t('categories.archiveHint')}</p>}
      <Button
        variant="default"
        loading={write.isPending}
        onClick={() => write.mutate({ params: { categoryId } })}
      >
        {t(archived ? 'categories.bringBack' : 'categories.archive')}
      </Button>
      <Refused error={write.error} />
    </div>
  )
}
