import { Tabs } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Variant } from '../../../contract/product-options.ts'
import { Refused } from '../../kit/public.ts'
import { GeneralTab } from './general-tab.tsx'
import { OptionsTab } from './options/options-tab.tsx'
import { PriceTab } from './price-tab.tsx'
import { type ProductEntry, useSave, useTabs } from './product-entry.ts'
import type { ProductTab } from './product-values.ts'
import styles from './products.module.css'

/** The form's id, by which the Save button in the page's head belongs to it. */
export const productFormId = 'product-form'

interface ProductFormProps {
  entry: ProductEntry
  /** When the first inventory change locked tracking; null while it can be changed. */
  lockedAt: string | null
  /** The way out of tracking that is locked. */
  convert?: ReactNode
  readOnly: boolean
  /** The variants as stored. */
  variants?: readonly Variant[]
  /** The tab that is open at first. */
  openTab?: ProductTab | undefined
  /** The content of the tab Stock; without it there is no such tab. */
  stock?: ReactNode
  /** What stands below the fields of the tab General and is not part of the form. */
  pictures?: ReactNode
  /** The content of the tab Purchasing, which is there together with the tab Stock. */
  buying?: ReactNode
  /** What can be done about a refusal that belongs to no field. */
  remedy?: ReactNode
}

/** The editor of a product: what it is, what it costs and how it is tracked, what is there of it. */
export function ProductForm({
  entry,
  lockedAt,
  convert,
  readOnly,
  variants = [],
  openTab,
  stock,
  buying,
  pictures,
  remedy,
}: ProductFormProps) {
  const { t } = useTranslation()
  const save = useSave(entry)
  const { tab, setTab, withProblems } = useTabs(entry, openTab)
  useHotkeys([['mod+S', () => save()]], [])
  const tabs =
    stock === undefined
      ? (['general', 'options', 'price'] as const)
      : (['general', 'options', 'price', 'buying', 'stock'] as const)
  return (
    <Tabs value={tab} onChange={value => setTab(value as typeof tab)}>
      <Tabs.List aria-label={t('products.tabs')} className={styles.tabs}>
        {tabs.map(one => (
          <Tabs.Tab key={one} value={one} className={styles.tab}>
            {t(`products.tab.${one}`)}
            {withProblems.has(one) ? (
              <span className={styles.problem} role="img" aria-label={t('products.tabHasProblem')} />
            ) : null}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <form
        id={productFormId}
        ref={entry.element}
        onSubmit={save}
        noValidate
        aria-label={t('products.title')}
      >
        <Refused error={entry.problem} action={remedy} />
        {/* Without the right to change, fields are read and not typed into. */}
        <fieldset disabled={readOnly} className={styles.fields}>
          <Tabs.Panel value="general">
            <GeneralTab entry={entry} />
          </Tabs.Panel>
          <Tabs.Panel value="options">
            {tab === 'options' ? <OptionsTab entry={entry} stored={variants} /> : null}
          </Tabs.Panel>
          <Tabs.Panel value="price">
            <PriceTab entry={entry} lockedAt={lockedAt} convert={convert} />
          </Tabs.Panel>
        </fieldset>
      </form>
      {tab === 'general' ? pictures : null}
      {stock === undefined ? null : (
        <Tabs.Panel value="buying">{tab === 'buying' ? buying : null}</Tabs.Panel>
      )}
      {stock === undefined ? null : <Tabs.Panel value="stock">{tab === 'stock' ? stock : null}</Tabs.Panel>}
    </Tabs>
  )
}
