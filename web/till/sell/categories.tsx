import { useTranslation } from 'react-i18next'
import type { Category } from '../device/database.ts'
import styles from './sell.module.css'

interface CategoriesProps {
  categories: readonly Category[]
  chosen: number | null
  onChoose: (id: number | null) => void
}

/** The topmost categories as a row; below a chosen one, those in it. */
export function Categories({ categories, chosen, onChoose }: CategoriesProps) {
  const { t } = useTranslation()
  if (categories.length === 0) return null
  const path = pathTo(categories, chosen)
  const rows = [null, ...path.map(category => category.id)]
    .map(parent => categories.filter(category => category.parentId === parent))
    .filter(row => row.length > 0)
  return (
    <nav aria-label={t('till.sell.categories')} className={styles.categories}>
      {rows.map((row, level) => (
        <div key={row[0]!.id} className={styles.chips}>
          {level === 0 ? (
            <Chip label={t('till.sell.all')} pressed={chosen === null} onPress={() => onChoose(null)} />
          ) : null}
          {row.map(category => (
            <Chip
              key={category.id}
              label={category.name}
              pressed={path[level]?.id === category.id}
              onPress={() => onChoose(category.id === chosen ? (path[level - 1]?.id ?? null) : category.id)}
            />
          ))}
        </div>
      ))}
    </nav>
  )
}

function Chip({ label, pressed, onPress }: { label: string; pressed: boolean; onPress: () => void }) {
  return (
    <button type="button" className={styles.chip} aria-pressed={pressed} onClick={onPress}>
      {label}
    </button>
  )
}

/** From the topmost down to the chosen one. */
function pathTo(categories: readonly Category[], chosen: number | null): Category[] {
  const category = categories.find(one => one.id === chosen)
  return category ? [...pathTo(categories, category.parentId), category] : []
}
