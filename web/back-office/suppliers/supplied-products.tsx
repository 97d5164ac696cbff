import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SuppliedProduct } from '../../../contract/buying.ts'
import type { Supplier } from '../../../contract/people.ts'
import { api } from '../../../contract/public.ts'
import { usePages } from '../../client/public.ts'
import {
  Code,
  type Column,
  DataTable,
  EmptyState,
  Filters,
  fromPages,
  Money,
  SearchField,
  SideDrawer,
  StateBadge,
} from '../../kit/public.ts'
import { SupplierProductForm } from '../buying/supplier-product-form.tsx'
import { useUnitWords } from '../buying/unit-words.ts'
import { useMay } from '../session.ts'
import styles from './suppliers.module.css'

/** What a supplier sells us, under its own numbers. */
export function SuppliedProducts({ supplier }: { supplier: Supplier }) {
  const { t } = useTranslation()
  const mayWrite = useMay('catalog.write')
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState<SuppliedProduct | 'new' | null>(null)
  const pages = usePages(api.buying.listSuppliedProducts, {
    params: { supplierId: supplier.id },
    query: { search },
  })
  const columns = useColumns(supplier)
  const close = () => setOpen(null)
  const add = mayWrite ? (
    <Button variant="default" onClick={() => setOpen('new')}>
      {t('suppliers.addProduct')}
    </Button>
  ) : null
  return (
    <div className={styles.tab}>
      <Filters>
        <SearchField label={t('suppliers.searchProducts')} value={search} onSearch={setSearch} />
        {add}
      </Filters>
      <DataTable
        {...fromPages(pages)}
        label={t('suppliers.tab.products')}
        columns={columns}
        keyOf={row => row.variantId}
        height="rows"
        {...(mayWrite ? { onOpen: setOpen } : {})}
        empty={
          search === '' ? (
            <EmptyState title={t('suppliers.noProducts')} sentence={t('suppliers.noProductsSentence')} />
          ) : (
            <EmptyState title={t('people.notFound', { search })} />
          )
        }
      />
      <SideDrawer
        opened={open !== null}
        title={open === 'new' || open === null ? t('suppliers.addProduct') : open.name}
        onClose={close}
      >
        {open === null ? null : (
          <SupplierProductForm
            supplier={supplier}
            variantId={open === 'new' ? null : open.variantId}
            terms={open === 'new' ? null : open}
            isFirst={false}
            onDone={close}
          />
        )}
      </SideDrawer>
    </div>
  )
}

function useColumns({ currency }: Supplier): Column<SuppliedProduct>[] {
  const { t } = useTranslation()
  const unitWords = useUnitWords()
  return useMemo(
    () => [
      { id: 'name', header: t('reorder.product'), width: 'minmax(12rem, 2fr)', cell: row => row.name },
      {
        id: 'number',
        header: t('products.productNumber'),
        width: 'minmax(8rem, 1fr)',
        cell: row => <Code>{row.productNumber}</Code>,
      },
      {
        id: 'theirs',
        header: t('buying.supplierNumber'),
        width: 'minmax(9rem, 1fr)',
        cell: row => (row.supplierNumber ? <Code>{row.supplierNumber}</Code> : null),
      },
      {
        id: 'unit',
        header: t('buying.unit'),
        width: '8rem',
        cell: row => {
          const units = row.unitsPerPu ?? row.defaultUnitsPerPu
          return unitWords([{ name: row.unitName, units }], units)
        },
      },
      {
        id: 'price',
        header: t('buying.price'),
        align: 'end',
        width: '9rem',
        cell: row =>
          row.priceMinor === null ? null : (
            <>
              <Money minor={row.priceMinor} currency={currency} /> / {row.pricePer === 'pu' ? 'PU' : 'SKU'}
            </>
          ),
      },
      {
        id: 'preferred',
        header: '',
        width: '7rem',
        narrow: 'aside',
        cell: row => (row.isPreferred ? <StateBadge tone="done">{t('buying.preferred')}</StateBadge> : null),
      },
    ],
    [t, unitWords, currency],
  )
}
