import { Button, Checkbox } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportChoices, ImportVerdict } from '../../../contract/purchasing.ts'
import { Code, Section } from '../../kit/public.ts'
import styles from '../import-frame/import.module.css'

type Create = ImportChoices['create']
type Kind = keyof Create

interface UnknownListProps {
  unknown: ImportVerdict['unknown']
  create: Create
  onCreate: (create: Create) => void
}

/** What the file names that the shop does not have, each kind with its box to tick. */
export function UnknownList({ unknown, create, onCreate }: UnknownListProps) {
  const { t } = useTranslation()
  const kinds: { kind: Kind; count: number; items: ReactNode[] }[] = [
    {
      kind: 'products',
      count: unknown.products.length,
      items: unknown.products.map(product => <NewProduct key={product.productNumber} product={product} />),
    },
    {
      kind: 'suppliers',
      count: unknown.suppliers.length,
      items: unknown.suppliers.map(name => <li key={name}>{name}</li>),
    },
    {
      kind: 'bins',
      count: unknown.bins.length,
      items: unknown.bins.map(code => (
        <li key={code}>
          <Code>{code}</Code>
        </li>
      )),
    },
  ]
  const named = kinds.filter(({ count }) => count > 0)
  if (named.length === 0) return null
  return (
    <Section title={t('purchaseImport.unknown')}>
      <p className={styles.quiet}>{t('purchaseImport.unknownHint')}</p>
      <div className={styles.unknown}>
        {named.map(({ kind, count, items }) => (
          <div key={kind}>
            <Checkbox
              label={t(`purchaseImport.create.${kind}`, { count })}
              checked={create[kind]}
              onChange={event => onCreate({ ...create, [kind]: event.currentTarget.checked })}
            />
            <Names items={items} />
          </div>
        ))}
      </div>
    </Section>
  )
}

const shownAtFirst = 8

function Names({ items }: { items: readonly ReactNode[] }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const isLong = items.length > shownAtFirst + 1 && !isOpen
  return (
    <>
      <ul className={styles.names}>{isLong ? items.slice(0, shownAtFirst) : items}</ul>
      {isLong ? (
        <Button variant="subtle" size="compact-xs" onClick={() => setOpen(true)}>
          {t('purchaseImport.more', { count: items.length })}
        </Button>
      ) : null}
    </>
  )
}

function NewProduct({ product }: { product: ImportVerdict['unknown']['products'][number] }) {
  const { t } = useTranslation()
  const { productNumber, name, unitsPerPu, tracking } = product
  const remarks = [
    tracking.serials
      ? t('purchaseImport.tracksSerials')
      : tracking.lots
        ? t('purchaseImport.tracksLots')
        : '',
    unitsPerPu > 1 ? t('purchaseImport.unitsPerPu', { count: unitsPerPu }) : '',
  ].filter(remark => remark !== '')
  return (
    <li>
      <Code>{productNumber}</Code> {name}
      {remarks.length > 0 ? <span className={styles.quiet}> {remarks.join(', ')}</span> : null}
    </li>
  )
}
