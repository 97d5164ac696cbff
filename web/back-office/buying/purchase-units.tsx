import { Button, Switch, Textarea, TextInput } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Buying, PurchaseUnit } from '../../../contract/buying.ts'
import { api } from '../../../contract/public.ts'
import { useWrite } from '../../client/public.ts'
import {
  Code,
  type Column,
  DataTable,
  EntryForm,
  notify,
  Quantity,
  QuantityField,
  Section,
  SideDrawer,
  StateBadge,
  useEntryForm,
  useFormat,
} from '../../kit/public.ts'
import styles from './buying.module.css'
import { FormActions } from './form-actions.tsx'

interface Props {
  buying: Buying
  mayWrite: boolean
}

/** The units that a variant is bought in. */
export function PurchaseUnits({ buying, mayWrite }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState<PurchaseUnit | 'new' | null>(null)
  const columns = useMemo(() => columnsOf(t), [t])
  const close = () => setOpen(null)
  const add = mayWrite ? (
    <Button variant="default" size="xs" onClick={() => setOpen('new')}>
      {t('buying.addUnit')}
    </Button>
  ) : null
  return (
    <Section title={t('buying.units')} actions={add}>
      {buying.units.length === 0 ? (
        <p className={styles.hint}>
          {buying.unitsPerPu === 1
            ? t('buying.unitsEmptyOne')
            : t('buying.unitsEmpty', { units: format.count(buying.unitsPerPu) })}
        </p>
      ) : (
        <DataTable
          label={t('buying.units')}
          rows={buying.units}
          columns={columns}
          keyOf={unit => unit.id}
          height="rows"
          {...(mayWrite ? { onOpen: setOpen } : {})}
        />
      )}
      <SideDrawer
        opened={open !== null}
        title={t(open === 'new' ? 'buying.newUnit' : 'buying.changeUnit')}
        onClose={close}
      >
        {open === null ? null : (
          <UnitForm buying={buying} unit={open === 'new' ? null : open} onDone={close} />
        )}
      </SideDrawer>
    </Section>
  )
}

function columnsOf(t: TFunction): Column<PurchaseUnit>[] {
  return [
    { id: 'name', header: t('buying.unitName'), width: 'minmax(8rem, 1fr)', cell: unit => unit.name },
    {
      id: 'units',
      header: t('buying.unitUnits'),
      align: 'end',
      width: '7rem',
      cell: unit => <Quantity units={unit.units} />,
    },
    {
      id: 'barcodes',
      header: t('buying.unitBarcodes'),
      width: 'minmax(10rem, 1.5fr)',
      cell: unit => unit.barcodes.map(code => <Code key={code}>{code}</Code>),
    },
    {
      id: 'kind',
      header: '',
      width: '12rem',
      narrow: 'aside',
      cell: unit => (
        <>
          {unit.isDefault ? <StateBadge tone="done">{t('buying.isDefault')}</StateBadge> : null}{' '}
          {unit.onlyWhole ? <StateBadge tone="plain">{t('buying.onlyWhole')}</StateBadge> : null}
        </>
      ),
    },
  ]
}

interface FormProps {
  buying: Buying
  unit: PurchaseUnit | null
  onDone: () => void
}

function UnitForm({ buying, unit, onDone }: FormProps) {
  const { t } = useTranslation()
  const { variantId } = buying
  const initial = {
    name: unit?.name ?? '',
    units: unit?.units ?? null,
    onlyWhole: unit?.onlyWhole ?? false,
    barcodes: unit?.barcodes.join('\n') ?? '',
    isDefault: unit?.isDefault ?? false,
  }
  const bodyOf = ({ barcodes, units, ...values }: typeof initial) => ({
    ...values,
    units: units ?? 0,
    barcodes: barcodes
      .split('\n')
      .map(code => code.trim())
      .filter(code => code !== ''),
  })
  const done = (saved: Buying, name: string) => {
    if (saved) notify.done(t('buying.unitSaved', { name }))
    onDone()
  }
  const refusedFields = {
    unit_taken_name: 'name',
    unit_taken_factor: 'units',
    barcode_taken: 'barcodes',
    barcode_wrong: 'barcodes',
  } as const
  const adding = useEntryForm({
    endpoint: api.buying.addPurchaseUnit,
    initial,
    input: values => ({ params: { variantId }, body: bodyOf(values) }),
    fieldOf: path => path.split('.')[0]!,
    refusedFields,
    onDone: saved => done(saved, adding.values.name),
  })
  const changing = useEntryForm({
    endpoint: api.buying.changePurchaseUnit,
    initial,
    input: values => ({ params: { unitId: unit?.id ?? 0 }, body: bodyOf(values) }),
    fieldOf: path => path.split('.')[0]!,
    refusedFields,
    onDone: saved => done(saved, changing.values.name),
  })
  const entry = unit === null ? adding : changing
  const removing = useWrite(api.buying.removePurchaseUnit, {
    onDone: () => {
      notify.done(t('buying.unitRemoved', { name: unit?.name ?? '' }))
      onDone()
    },
  })
  return (
    <EntryForm
      entry={{ ...entry, problem: entry.problem ?? removing.error }}
      actions={
        <FormActions
          busy={entry.busy}
          onCancel={onDone}
          onRemove={unit === null ? undefined : () => removing.mutate({ params: { unitId: unit.id } })}
          removing={removing.isPending}
        />
      }
    >
      <TextInput
        label={t('buying.unitName')}
        description={t('buying.unitNameHint')}
        autoComplete="off"
        data-autofocus
        {...entry.at('name')}
      />
      <QuantityField
        label={t('buying.unitUnits')}
        description={t('buying.unitUnitsHint')}
        {...entry.at('units')}
        value={entry.values.units}
      />
      <Textarea
        label={t('buying.unitBarcodes')}
        description={t('buying.unitBarcodesHint')}
        autosize
        minRows={2}
        styles={{ input: { fontFamily: 'var(--mono)' } }}
        {...entry.at('barcodes')}
      />
      <Switch
        label={t('buying.onlyWhole')}
        description={t('buying.onlyWholeHint')}
        {...entry.form.getInputProps('onlyWhole', { type: 'checkbox' })}
      />
      <Switch
        label={t('buying.isDefault')}
        description={t('buying.isDefaultHint')}
        disabled={unit?.isDefault ?? false}
        {...entry.form.getInputProps('isDefault', { type: 'checkbox' })}
      />
    </EntryForm>
  )
}
