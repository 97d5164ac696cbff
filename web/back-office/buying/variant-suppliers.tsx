import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Buying } from '../../../contract/buying.ts'
import { Code, type Column, DataTable, Money, Section, SideDrawer, StateBadge } from '../../kit/public.ts'
import styles from './buying.module.css'
import { SupplierProductForm } from './supplier-product-form.tsx'
import { useUnitWords } from './unit-words.ts'

type Row = Buying['suppliers'][number]

/** Who sells a variant, and on which terms. */
export function VariantSuppliers({ buying, mayWrite }: { buying: Buying; mayWrite: boolean }) {
  const { t } = useTranslation()
  const unitWords = useUnitWords()
  const [open, setOpen] = useState<Row | 'new' | null>(null)
  const close = () => setOpen(null)
  const columns: Column<Row>[] = [
    {
      id: 'supplier',
      header: t('buying.supplier'),
      width: 'minmax(10rem, 1.2fr)',
      cell: row => row.supplier.name,
    },
    {
      id: 'number',
      header: t('buying.supplierNumber'),
      width: 'minmax(9rem, 1fr)',
      cell: row => (row.supplierNumber ? <Code>{row.supplierNumber}</Code> : null),
    },
    {
      id: 'unit',
      header: t('buying.unit'),
      width: 'minmax(8rem, 1fr)',
      cell: row => unitWords(buying.units, row.unitsPerPu ?? buying.unitsPerPu),
    },
    {
      id: 'price',
      header: t('buying.price'),
      align: 'end',
      width: '12rem',
      cell: row =>
        row.priceMinor === null ? null : (
          <>
            <Money minor={row.priceMinor} currency={row.supplier.currency} />{' '}
            <span className={styles.hint}>/ {row.pricePer === 'pu' ? 'PU' : 'SKU'}</span>
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
  ]
  const add = mayWrite ? (
    <Button variant="default" size="xs" onClick={() => setOpen('new')}>
      {t('buying.addSupplier')}
    </Button>
  ) : null
  return (
    <Section title={t('buying.suppliers')} actions={add}>
      {buying.suppliers.length === 0 ? (
        <p className={styles.hint}>{t('buying.suppliersEmpty')}</p>
      ) : (
        <DataTable
          label={t('buying.suppliers')}
          rows={buying.suppliers}
          columns={columns}
          keyOf={row => row.supplier.id}
          height="rows"
          {...(mayWrite ? { onOpen: setOpen } : {})}
        />
      )}
      <SideDrawer
        opened={open !== null}
        title={
          open === 'new' || open === null
            ? t('buying.newSupplier')
            : t('buying.changeSupplier', { name: open.supplier.name })
        }
        onClose={close}
      >
        {open === null ? null : (
          <SupplierProductForm
            supplier={open === 'new' ? null : open.supplier}
            variantId={buying.variantId}
            terms={open === 'new' ? null : open}
            isFirst={buying.suppliers.length === 0}
            onDone={close}
          />
        )}
      </SideDrawer>
    </Section>
  )
}
