import { ActionIcon, Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VariantChoice } from '../../../contract/catalog.ts'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import {
  Code,
  EmptyState,
  FieldRow,
  Picker,
  QuantityField,
  Refused,
  Section,
  UnsavedGuard,
} from '../../kit/public.ts'
import { ShelfChoice } from './shelf-choice.tsx'
import styles from './transfers.module.css'
import type { DraftTransfer } from './use-draft.ts'

/** What goes from where to where: scanned, or chosen by product, bin and lot. */
export function TransferEditor({ work }: { work: DraftTransfer }) {
  const { t } = useTranslation()
  const { draft, set } = work
  const locations = useRead(api.stock.listLocations, {}, { staleTime: 60_000 })
  const offered = (locations.data?.items ?? []).map(one => ({ value: String(one.id), label: one.name }))
  const [scanned, setScanned] = useState('')
  const [variant, setVariant] = useState<VariantChoice | null>(null)
  const onScan = (event: FormEvent) => {
    event.preventDefault()
    if (scanned.trim() === '') return
    void work.take(scanned.trim(), setVariant)
    setScanned('')
  }
  const codeOf = (value: number | null) => (value === null ? null : String(value))
  return (
    <Stack gap="md">
      <UnsavedGuard dirty={work.dirty} />
      <FieldRow>
        <Select
          label={t('transfers.from')}
          data={offered}
          disabled={draft.lines.length > 0}
          value={codeOf(draft.fromLocationId)}
          onChange={id => set({ fromLocationId: id === null ? null : Number(id) })}
        />
        <Select
          label={t('transfers.to')}
          data={offered.filter(one => one.value !== codeOf(draft.fromLocationId))}
          value={codeOf(draft.toLocationId)}
          onChange={id => set({ toLocationId: id === null ? null : Number(id) })}
        />
        <TextInput
          label={t('transfers.note')}
          maxLength={2000}
          value={draft.note}
          onChange={event => set({ note: event.currentTarget.value })}
        />
      </FieldRow>
      <FieldRow>
        <form onSubmit={onScan}>
          <TextInput
            label={t('transfers.scan')}
            autoComplete="off"
            spellCheck={false}
            value={scanned}
            onChange={event => setScanned(event.currentTarget.value)}
          />
        </form>
        <Picker
          label={t('transfers.product')}
          endpoint={api.catalog.listVariants}
          input={search => ({ query: { search, limit: 20, archived: false } })}
          rows={answer => answer.items}
          option={one => ({ key: one.variantId, label: one.name, detail: one.productNumber })}
          value={variant === null ? null : { key: variant.variantId, label: variant.name }}
          onChange={setVariant}
        />
      </FieldRow>
      {variant === null || draft.fromLocationId === null ? null : (
        <ShelfChoice
          key={variant.variantId}
          variant={variant}
          locationId={draft.fromLocationId}
          onChoose={line => {
            work.add(line)
            setVariant(null)
          }}
        />
      )}
      <p className={styles.said} data-bad={work.said?.bad ?? false} role="status">
        {work.said?.text}
      </p>
      <Section title={t('transfers.lines')}>
        <Lines work={work} />
      </Section>
      <Refused error={work.error} />
      <Group justify="flex-end">
        <Button onClick={work.save} loading={work.busy}>
          {t('transfers.save')}
        </Button>
      </Group>
    </Stack>
  )
}

function Lines({ work }: { work: DraftTransfer }) {
  const { t } = useTranslation()
  if (work.draft.lines.length === 0)
    return <EmptyState title={t('transfers.noLines')} sentence={t('transfers.noLinesSentence')} />
  return (
    <ul className={styles.lines}>
      {work.draft.lines.map(line => {
        const what = line.unit?.serial ?? line.lot?.number ?? line.name
        return (
          <li key={line.key}>
            <span className={styles.what}>
              {line.name} {what === line.name ? null : <Code>{what}</Code>}
              <span className={styles.soft}>
                {t('transfers.bin')} <Code>{line.bin}</Code>
              </span>
            </span>
            {line.unit === null ? (
              <QuantityField
                aria-label={t('transfers.quantityOf', { what })}
                decimals={line.decimals}
                value={line.quantity}
                onChange={quantity => work.setQuantity(line.key, quantity)}
              />
            ) : (
              <span />
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('transfers.remove', { what })}
              onClick={() => work.remove(line.key)}
            >
              <IconX size={16} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
          </li>
        )
      })}
    </ul>
  )
}
