import { Button, Group, Select, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { useRead, useWrite } from '../../client/public.ts'
import { Notice, notify, Page, PageHeader, Refused, useScanAnywhere } from '../../kit/public.ts'
import { CarriedTable } from './carried-table.tsx'
import { type Carried, findGoods } from './find-goods.ts'

/** Moves goods from bin to bin of one location: scan what you carry, choose where it goes. */
export function BinMovesScreen() {
  const { t } = useTranslation()
  const [carried, setCarried] = useState<readonly Carried[]>([])
  const [toBinId, setToBinId] = useState<number | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const locations = useRead(api.stock.listLocations, {}, { staleTime: 60_000 })
  const bins = (locations.data?.items ?? []).map(location => ({
    group: location.name,
    items: location.bins
      .filter(bin => !bin.archived)
      .map(bin => ({ value: String(bin.id), label: bin.code })),
  }))
  const move = useWrite(api.expiry.moveBetweenBins, {
    onDone: ({ number, lines }) => {
      notify.done(
        t('binMoves.moved', { number, bin: lines.find(line => line.direction === 'up')?.bin ?? '' }),
      )
      setCarried([])
    },
  })
  const add = (text: string) =>
    void findGoods(text.trim()).then(found => {
      if ('problem' in found) return setSaid(t(`binMoves.problem.${found.problem}`, { text: found.text }))
      setSaid(null)
      setCarried(former => (former.some(one => one.key === found.key) ? former : [...former, found]))
    }, notify.failed)
  const submit = () => {
    if (carried.length === 0) return setSaid(t('binMoves.problem.nothing'))
    if (toBinId === null) return setSaid(t('binMoves.problem.to'))
    setSaid(null)
    const moves = carried.map(({ variantId, fromBinId, quantity, lotNumber, serial }) => ({
      variantId,
      fromBinId,
      quantity: quantity ?? 0,
      lotNumber,
      serial,
    }))
    move.mutate({ body: { toBinId, moves } })
  }
  return (
    <Page>
      <PageHeader
        title={t('binMoves.title')}
        subtitle={t('binMoves.subtitle')}
        actions={
          <Button loading={move.isPending} onClick={submit}>
            {t('binMoves.move')}
          </Button>
        }
      />
      <ScanField onScan={add} />
      <Select
        label={t('binMoves.to')}
        description={t('binMoves.toHint')}
        maw="20rem"
        searchable
        data={bins}
        value={toBinId === null ? null : String(toBinId)}
        onChange={value => setToBinId(value === null ? null : Number(value))}
      />
      <div role="status">{said === null ? null : <Notice tone="warn">{said}</Notice>}</div>
      <Refused error={move.error} />
      <CarriedTable carried={carried} onChange={setCarried} />
    </Page>
  )
}

function ScanField({ onScan }: { onScan: (text: string) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useScanAnywhere(onScan)
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (text.trim() !== '') onScan(text)
        setText('')
        field.current?.focus()
      }}
    >
      <Group gap="xs" align="flex-end">
        <TextInput
          ref={field}
          flex={1}
          maw="32rem"
          label={t('binMoves.scan')}
          value={text}
          maxLength={500}
          spellCheck={false}
          autoComplete="off"
          onChange={event => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {t('binMoves.add')}
        </Button>
      </Group>
    </form>
  )
}
