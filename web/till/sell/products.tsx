import { Button } from '@mantine/core'
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../kit/public.ts'
import { useCell } from '../device/cell.ts'
import type { Category } from '../device/database.ts'
import { useTill } from '../device/till.ts'
import type { Product } from '../goods/goods.ts'
import { Categories } from './categories.tsx'
import styles from './sell.module.css'
import { Tile } from './tile.tsx'

interface ProductsProps {
  text: string
  onChoose: (product: Product) => void
}

const atOnce = 90

/** Tiles of what can be sold, by category and by what is typed. */
export function Products({ text, onChoose }: ProductsProps) {
  const { t } = useTranslation()
  const till = useTill()
  const edition = useCell(till.edition)
  const categories = useCell(till.categories)
  const [category, choose] = useState<number | null>(null)
  const [most, setMost] = useState(atOnce)
  const sought = useDeferredValue(text)
  const latest = useRef(onChoose)
  latest.current = onChoose
  // One function for ever, so that the tiles are not drawn anew with every key.
  const chooseTile = useCallback((product: Product) => latest.current(product), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the edition counts the changes of the catalogue
  const found = useMemo(
    () => till.catalogue.find(sought, category === null ? null : below(categories, category), most + 1),
    [till, sought, category, categories, most, edition],
  )
  return (
    <section className={styles.products} aria-label={t('till.sell.products')}>
      <Categories
        categories={categories}
        chosen={category}
        onChoose={next => {
          choose(next)
          setMost(atOnce)
        }}
      />
      <div className={styles.scroll}>
        {found.length === 0 ? (
          <NothingFound text={sought} isEmpty={till.catalogue.size === 0} />
        ) : (
          <div className={styles.tiles}>
            {found.slice(0, most).map(product => (
              <Tile key={product.variantId} product={product} onChoose={chooseTile} />
            ))}
          </div>
        )}
        {found.length > most ? (
          <Button variant="default" size="lg" mt="md" onClick={() => setMost(most + 2 * atOnce)}>
            {t('till.sell.more')}
          </Button>
        ) : null}
      </div>
    </section>
  )
}

function NothingFound({ text, isEmpty }: { text: string; isEmpty: boolean }) {
  const { t } = useTranslation()
  return isEmpty ? (
    <EmptyState title={t('till.sell.noProducts')} sentence={t('till.sell.noProductsHint')} />
  ) : (
    <EmptyState title={t('till.sell.nothing', { text })} sentence={t('till.sell.nothingHint')} />
  )
}

/** A category and all below it. */
function below(categories: readonly Category[], id: number): Set<number> {
  const all = new Set([id])
  // Parents stand before their children by depth, so that one pass finds all of them.
  for (const category of categories.toSorted((one, other) => one.depth - other.depth)) {
    if (category.parentId !== null && all.has(category.parentId)) all.add(category.id)
  }
  return all
}
