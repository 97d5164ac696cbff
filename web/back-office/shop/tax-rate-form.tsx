import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Endpoint } from '../../../contract/endpoint.ts'
import { api } from '../../../contract/public.ts'
import type { TaxRate } from '../../../contract/tax-rates.ts'
import { useWrite } from '../../client/public.ts'
import { EntryForm, notify, QuantityField, Refused, useEntryForm } from '../../kit/public.ts'
import styles from './shop.module.css'

type RateValues = { name: string; basisPoints: number | null }

/** What is sent; a percentage that cannot be read is refused by the contract, at its field. */
const bodyOf = ({ name, basisPoints }: RateValues) => ({ name, basisPoints: basisPoints as number })

export function NewTaxRate({ onDone }: { onDone: () => void }) {
  const entry = useEntryForm({
    endpoint: api.taxRates.addTaxRate,
    initial: { name: '', basisPoints: null } as RateValues,
    input: values => ({ body: bodyOf(values) }),
    refusedFields: { name_taken: 'name' },
    onDone: useSaved(onDone),
  })
  return <RateEntry entry={entry} />
}

/** Changes a tax rate, archives it or brings it back. */
export function ChangedTaxRate({ rate, onDone }: { rate: TaxRate; onDone: () => void }) {
  const { t } = useTranslation()
  const { id: taxRateId, name, basisPoints, archived, products } = rate
  const saved = useSaved(onDone)
  const entry = useEntryForm({
    endpoint: api.taxRates.changeTaxRate,
    initial: { name, basisPoints } as RateValues,
    input: values => ({ params: { taxRateId }, body: { ...bodyOf(values), archived } }),
    refusedFields: { name_taken: 'name' },
    onDone: saved,
  })
  const archive = useWrite(api.taxRates.changeTaxRate, { onDone: saved })
  return (
    <div className={styles.rates}>
      <RateEntry entry={entry} />
      <div className={styles.archive}>
        {archived || products === 0 ? null : (
          <p className={styles.hint}>{t('shop.taxRateArchiveHint', { count: products })}</p>
        )}
        <Button
          variant="default"
          loading={archive.isPending}
          onClick={() =>
            archive.mutate({ params: { taxRateId }, body: { name, basisPoints, archived: !archived } })
          }
        >
          {t(archived ? 'shop.taxRateBringBack' : 'shop.taxRateArchive')}
        </Button>
        <Refused error={archive.error} />
      </div>
    </div>
  )
}

function RateEntry({ entry }: { entry: ReturnType<typeof useEntryForm<Endpoint, RateValues>> }) {
  const { t } = useTranslation()
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
        label={t('shop.taxRateName')}
        placeholder={t('shop.taxRateNameExample')}
        data-autofocus
        {...entry.at('name')}
      />
      <QuantityField
        label={t('shop.taxRatePercent')}
        decimals={2}
        rightSection={<span aria-hidden="true">%</span>}
        {...entry.at('basisPoints')}
        value={entry.values.basisPoints}
      />
    </EntryForm>
  )
}

function useSaved(onDone: () => void) {
  const { t } = useTranslation()
  return (rate: TaxRate) => {
    notify.done(t('shop.taxRateSaved', { name: rate.name }))
    onDone()
  }
}
