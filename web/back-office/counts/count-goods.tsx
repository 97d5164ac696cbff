import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CountLine } from '../../../contract/counts.ts'
import { api } from '../../../contract/public.ts'
import { useWrite } from '../../client/public.ts'
import { notify, QuantityField, Refused, Section, useFormat } from '../../kit/public.ts'

interface CountGoodsProps {
  countId: number
  binId: number
  line: CountLine
  onDone: () => void
}

/** How many of a lot, or of goods without lots, are there. */
export function CountGoods({ countId, binId, line, onDone }: CountGoodsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [counted, setCounted] = useState(line.counted)
  const [lotNumber, setLotNumber] = useState(line.lotNumber ?? '')
  const [expiresOn, setExpiresOn] = useState('')
  const asksLot = line.tracksLots && line.lotNumber === null
  const save = useWrite(api.counts.saveCountLine, {
    onDone: saved => {
      const quantity = saved.counted === null ? '' : format.quantity(saved.counted, saved.decimals)
      notify.done(t('counts.saved', { product: saved.product, quantity }))
      onDone()
    },
  })
  const submit = () =>
    save.mutate({
      params: { countId, binId },
      body: {
        variantId: line.variantId,
        lotNumber: line.tracksLots ? lotNumber : null,
        expiresOn: expiresOn === '' ? null : expiresOn,
        counted,
        was: asksLot ? null : line.counted,
      },
    })
  const title = line.lotNumber === null ? line.product : `${line.product} · ${line.lotNumber}`
  return (
    <Section title={title}>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        <Group gap="xs" align="flex-end">
          {asksLot ? (
            <>
              <TextInput
                label={t('counts.lot')}
                autoFocus
                maxLength={100}
                value={lotNumber}
                onChange={event => setLotNumber(event.currentTarget.value)}
              />
              <TextInput
                type="date"
                label={t('counts.expiresOn')}
                description={t('counts.newLot')}
                value={expiresOn}
                onChange={event => setExpiresOn(event.currentTarget.value)}
              />
            </>
          ) : null}
          <QuantityField
            label={t('counts.quantity')}
            autoFocus={!asksLot}
            decimals={line.decimals}
            value={counted}
            onChange={setCounted}
          />
          <Button type="submit" loading={save.isPending}>
            {t('counts.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('kit.cancel')}
          </Button>
        </Group>
        <Refused error={save.error} />
      </form>
    </Section>
  )
}
