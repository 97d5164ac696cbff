import { Button } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { TaxRate } from '../../../contract/tax-rates.ts'
import { useRead } from '../../client/public.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  fromRead,
  Quantity,
  Section,
  SideDrawer,
  useFormat,
} from '../../kit/public.ts'
import styles from './shop.module.css'
import { ChangedTaxRate, NewTaxRate } from './tax-rate-form.tsx'

/** The rates at which products are taxed; one opens in a drawer. */
export function TaxRatesSection() {
  const { t } = useTranslation()
  const format = useFormat()
  const rates = useRead(api.taxRates.listTaxRates, {})
  const [open, setOpen] = useState<TaxRate | 'new' | null>(null)
  const columns = useMemo(() => columnsOf(t, format), [t, format])
  const close = () => setOpen(null)
  const add = (
    <Button variant="default" size="xs" onClick={() => setOpen('new')}>
      {t('shop.taxRateAdd')}
    </Button>
  )
  return (
    <Section title={t('shop.taxRates')} actions={add}>
      <DataTable
        {...fromRead(rates, answer => answer.items)}
        height="rows"
        label={t('shop.taxRates')}
        columns={columns}
        keyOf={rate => rate.id}
        onOpen={setOpen}
        toneOf={rate => (rate.archived ? 'muted' : undefined)}
        empty={<EmptyState title={t('shop.taxRateNone')} sentence={t('shop.taxRateNoneSentence')} />}
      />
      <p className={styles.hint}>{t('shop.taxRatesHint')}</p>
      <SideDrawer
        opened={open !== null}
        title={t(open === 'new' ? 'shop.taxRateAdd' : 'shop.taxRateChange')}
        onClose={close}
      >
        {open === 'new' ? <NewTaxRate onDone={close} /> : null}
        {open === null || open === 'new' ? null : <ChangedTaxRate rate={open} onDone={close} />}
      </SideDrawer>
    </Section>
  )
}

function columnsOf(t: TFunction, format: ReturnType<typeof useFormat>): Column<TaxRate>[] {
  return [
    {
      id: 'name',
      header: t('shop.taxRateName'),
      width: 'minmax(10rem, 2fr)',
      cell: rate => (rate.archived ? `${rate.name} (${t('shop.taxRateArchived')})` : rate.name),
    },
    {
      id: 'percent',
      header: t('shop.taxRatePercent'),
      width: '8rem',
      align: 'end',
      narrow: 'aside',
      cell: rate => format.percent(rate.basisPoints),
    },
    {
      id: 'products',
      header: t('shop.taxRateProducts'),
      width: '8rem',
      align: 'end',
      cell: rate => <Quantity units={rate.products} />,
    },
  ]
}
