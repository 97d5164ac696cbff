import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Buying, ReorderRule } from '../../../contract/buying.ts'
import { api } from '../../../contract/public.ts'
import { useRead, useWrite } from '../../client/public.ts'
import {
  type Column,
  DataTable,
  EntryForm,
  notify,
  Quantity,
  QuantityField,
  Section,
  SideDrawer,
  useEntryForm,
} from '../../kit/public.ts'
import styles from './buying.module.css'
import { FormActions } from './form-actions.tsx'

/** Below which quantities a variant is reordered, everywhere or by location. */
export function ReorderRules({ buying, mayWrite }: { buying: Buying; mayWrite: boolean }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<ReorderRule | 'new' | null>(null)
  const { rules, decimals } = buying
  const close = () => setOpen(null)
  const everywhere = t(rules.some(rule => rule.location !== null) ? 'buying.elsewhere' : 'buying.everywhere')
  const columns: Column<ReorderRule>[] = [
    {
      id: 'place',
      header: t('buying.place'),
      width: 'minmax(10rem, 1fr)',
      cell: rule => rule.location?.name ?? everywhere,
    },
    {
      id: 'point',
      header: t('buying.point'),
      align: 'end',
      width: '9rem',
      cell: rule => <Quantity units={rule.reorderPoint} decimals={decimals} />,
    },
    {
      id: 'target',
      header: t('buying.target'),
      align: 'end',
      width: '9rem',
      cell: rule => <Quantity units={rule.targetLevel ?? rule.reorderPoint} decimals={decimals} />,
    },
  ]
  const add = mayWrite ? (
    <Button variant="default" size="xs" onClick={() => setOpen('new')}>
      {t('buying.addRule')}
    </Button>
  ) : null
  return (
    <Section title={t('buying.rules')} actions={add}>
      {rules.length === 0 ? (
        <p className={styles.hint}>{t('buying.rulesEmpty')}</p>
      ) : (
        <DataTable
          label={t('buying.rules')}
          rows={rules}
          columns={columns}
          keyOf={rule => rule.location?.id ?? 0}
          height="rows"
          {...(mayWrite ? { onOpen: setOpen } : {})}
        />
      )}
      <SideDrawer
        opened={open !== null}
        title={t(open === 'new' ? 'buying.newRule' : 'buying.changeRule')}
        onClose={close}
      >
        {open === null ? null : (
          <RuleForm buying={buying} rule={open === 'new' ? null : open} onDone={close} />
        )}
      </SideDrawer>
    </Section>
  )
}

function RuleForm({
  buying,
  rule,
  onDone,
}: {
  buying: Buying
  rule: ReorderRule | null
  onDone: () => void
}) {
  const { t } = useTranslation()
  const { variantId, decimals, rules } = buying
  const locations = useRead(api.stock.listLocations, {}).data?.items ?? []
  const taken = new Set(rules.map(one => one.location?.id ?? 0))
  const free = [{ id: 0, name: t('buying.everywhere') }, ...locations].filter(one => !taken.has(one.id))
  const places =
    rule === null
      ? free
      : [{ id: rule.location?.id ?? 0, name: rule.location?.name ?? t('buying.everywhere') }]
  const entry = useEntryForm({
    endpoint: api.buying.saveReorderRule,
    initial: {
      place: String(rule === null ? (free[0]?.id ?? 0) : (rule.location?.id ?? 0)),
      reorderPoint: rule?.reorderPoint ?? null,
      targetLevel: rule?.targetLevel ?? null,
    },
    input: ({ place, reorderPoint, targetLevel }) => ({
      params: { variantId },
      body: { locationId: Number(place) || null, reorderPoint: reorderPoint ?? 0, targetLevel },
    }),
    fieldOf: path => (path === 'locationId' ? 'place' : path),
    onDone: () => {
      notify.done(t('buying.ruleSaved'))
      onDone()
    },
  })
  const removing = useWrite(api.buying.removeReorderRule, {
    onDone: () => {
      notify.done(t('buying.ruleRemoved'))
      onDone()
    },
  })
  const remove = () =>
    removing.mutate({
      params: { variantId },
      query: rule?.location ? { locationId: rule.location.id } : {},
    })
  return (
    <EntryForm
      entry={{ ...entry, problem: entry.problem ?? removing.error }}
      actions={
        <FormActions
          busy={entry.busy}
          onCancel={onDone}
          onRemove={rule === null ? undefined : remove}
          removing={removing.isPending}
        />
      }
    >
      <Select
        label={t('buying.place')}
        data={places.map(({ id, name }) => ({ value: String(id), label: name }))}
        allowDeselect={false}
        disabled={rule !== null}
        {...entry.at('place')}
      />
      <QuantityField
        label={t('buying.point')}
        description={t('buying.pointHint')}
        decimals={decimals}
        data-autofocus
        {...entry.at('reorderPoint')}
        error={entry.form.errors.reorderPoint ? t('buying.pointNeeded') : null}
        value={entry.values.reorderPoint}
      />
      <QuantityField
        label={t('buying.target')}
        description={t('buying.targetHint')}
        decimals={decimals}
        {...entry.at('targetLevel')}
        value={entry.values.targetLevel}
      />
    </EntryForm>
  )
}
