import { Button, Select, Stack, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryNote } from '../../../contract/fulfilment.ts'
import { api } from '../../../contract/public.ts'
import { useWrite } from '../../client/public.ts'
import { ConfirmDialog, notify, Picker, QuantityField, useFormat } from '../../kit/public.ts'
import { useMay } from '../session.ts'

interface Wrong {
  lineId: number
  variantId: number
  decimals: number
  value: string
  label: string
  unitId: number | null
  lotId: number | null
  quantity: number
}

/** Everything on the note that can be swapped: its pieces, and lots of goods without serials. */
function wrongOnes(note: DeliveryNote): Wrong[] {
  return note.lines.flatMap(line =>
    line.picks.flatMap(({ lot, units, quantity }): Wrong[] => {
      const common = { lineId: line.id, variantId: line.variantId, decimals: line.decimals }
      if (units.length > 0)
        return units.map(unit => ({
          ...common,
          value: `unit ${unit.id}`,
          label: `${line.productName} ${unit.serial}`,
          unitId: unit.id,
          lotId: null,
          quantity: 1,
        }))
      if (lot === null) return []
      return [
        {
          ...common,
          value: `lot ${line.id} ${lot.id}`,
          label: `${line.productName} ${lot.number}`,
          unitId: null,
          lotId: lot.id,
          quantity,
        },
      ]
    }),
  )
}

/** Opens the dialog; nothing on a note that is not delivered or has nothing to swap. */
export function SwapButton({ note }: { note: DeliveryNote }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const mayWrite = useMay('fulfilment.write')
  if (note.state !== 'delivered' || !mayWrite || wrongOnes(note).length === 0) return null
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('returns.swap')}
      </Button>
      {isOpen ? <SwapDialog note={note} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function SwapDialog({ note, onClose }: { note: DeliveryNote; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const choices = [...new Map(wrongOnes(note).map(one => [one.value, one])).values()]
  const [chosen, setChosen] = useState(choices.length === 1 ? choices[0]!.value : null)
  const [serial, setSerial] = useState('')
  const [lot, setLot] = useState<{ id: number; number: string } | null>(null)
  const [quantity, setQuantity] = useState<number | null>(choices.length === 1 ? choices[0]!.quantity : null)
  const [reason, setReason] = useState('')
  const [quarantine, setQuarantine] = useState(false)
  const wrong = choices.find(one => one.value === chosen)
  const write = useWrite(api.returns.swapDelivered, {
    onDone: ({ number }) => {
      onClose()
      notify.done(t('returns.swapped', { number }))
    },
  })
  const swap = () => {
    if (wrong === undefined) return
    const common = { noteLineId: wrong.lineId, reason }
    write.mutate({
      params: { noteId: note.id },
      body:
        wrong.unitId !== null
          ? { ...common, wrongUnitId: wrong.unitId, rightSerial: serial, quarantine }
          : { ...common, wrongLotId: wrong.lotId, rightLotId: lot?.id ?? null, quantity: quantity ?? 0 },
    })
  }
  return (
    <ConfirmDialog
      opened
      title={t('returns.swapTitle', { number: note.number })}
      sentence={t('returns.swapSentence')}
      confirm={t('returns.swapSave')}
      keep={t('returns.swapKeep')}
      busy={write.isPending}
      error={write.error}
      onConfirm={swap}
      onClose={onClose}
    >
      <Stack gap="md">
        <Select
          label={t('returns.wrong')}
          data={choices.map(({ value, label }) => ({ value, label }))}
          value={chosen}
          searchable
          allowDeselect={false}
          onChange={value => {
            setChosen(value)
            setQuantity(choices.find(one => one.value === value)?.quantity ?? null)
            setLot(null)
          }}
        />
        {wrong?.unitId ? (
          <TextInput
            label={t('returns.rightSerial')}
            value={serial}
            autoComplete="off"
            spellCheck={false}
            onChange={event => setSerial(event.currentTarget.value)}
          />
        ) : null}
        {wrong?.lotId ? (
          <>
            <Picker
              label={t('returns.rightLot')}
              endpoint={api.stock.listLots}
              input={search => ({
                params: { variantId: wrong.variantId },
                query: { search, locationId: note.location.id, limit: 20 },
              })}
              rows={answer => answer.items.filter(one => one.id !== wrong.lotId)}
              option={one => ({
                key: one.id,
                label: one.number,
                code: true,
                blocked: one.blockedBecause,
                detail: t('returns.lotFree', { free: format.quantity(one.free, wrong.decimals) }),
              })}
              value={lot === null ? null : { key: lot.id, label: lot.number }}
              onChange={setLot}
            />
            <QuantityField
              label={t('returns.quantity')}
              value={quantity}
              decimals={wrong.decimals}
              onChange={setQuantity}
            />
          </>
        ) : null}
        <TextInput
          label={t('returns.swapReason')}
          value={reason}
          maxLength={500}
          onChange={event => setReason(event.currentTarget.value)}
        />
        {wrong?.unitId ? (
          <Switch
            label={t('returns.quarantine')}
            checked={quarantine}
            onChange={event => setQuarantine(event.currentTarget.checked)}
          />
        ) : null}
      </Stack>
    </ConfirmDialog>
  )
}
