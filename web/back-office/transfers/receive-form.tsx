import { Button, Group, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { Transfer } from '../../../contract/transfers.ts'
import { readScan } from '../../../gs1/public.ts'
import { useRead, useWrite } from '../../client/public.ts'
import { Code, notify, QuantityField, Refused, useFormat, useScan } from '../../kit/public.ts'
import styles from './transfers.module.css'

/** Takes in what has arrived: how much of each line, and into which bin. */
export function ReceiveForm({ transfer, onDone }: { transfer: Transfer; onDone: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const open = transfer.lines
    .map(line => ({ ...line, open: line.quantity - line.received - line.missing }))
    .filter(line => line.open > 0)
  const [here, setHere] = useState<Record<number, number | null>>({})
  const [binId, setBinId] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const locations = useRead(api.stock.listLocations, {}, { staleTime: 60_000 })
  const bins = locations.data?.items.find(one => one.id === transfer.to.id)?.bins ?? []
  const offered = bins.filter(bin => !bin.archived)
  const chosenBin = binId ?? (offered.length === 1 ? String(offered[0]!.id) : null)
  const write = useWrite(api.transfers.receiveTransfer, {
    onDone: () => {
      const bin = offered.find(one => String(one.id) === chosenBin)?.code ?? ''
      notify.done(t('transfers.receivedNow', { number: transfer.number, bin }))
      onDone()
    },
  })
  const set = (id: number, quantity: number | null) => setHere(before => ({ ...before, [id]: quantity }))
  useScan(text => {
    const scan = readScan(text)
    const serial = scan.kind === 'gs1' ? scan.serial : scan.kind === 'damaged' ? undefined : scan.text
    const line = open.find(one => one.unit !== null && one.unit.serial.normalize() === serial?.normalize())
    if (line === undefined) setProblem(t('transfers.unknown', { text: serial ?? text }))
    else {
      setProblem(null)
      set(line.id, 1)
    }
    return true
  })
  const submit = () => {
    const lines = open.flatMap(line => {
      const quantity = here[line.id] ?? 0
      return quantity > 0 ? [{ lineId: line.id, binId: Number(chosenBin), quantity }] : []
    })
    if (chosenBin === null) return setProblem(t('transfers.chooseBin'))
    if (lines.length === 0) return setProblem(t('transfers.nothingHere'))
    setProblem(null)
    write.mutate({ params: { transferId: transfer.id }, body: { lines } })
  }
  return (
    <Stack gap="md">
      <p className={styles.soft}>{t('transfers.receiveHint')}</p>
      <Select
        label={t('transfers.intoBin')}
        searchable
        data={offered.map(bin => ({ value: String(bin.id), label: bin.code }))}
        value={chosenBin}
        onChange={setBinId}
      />
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          onClick={() => setHere(Object.fromEntries(open.map(line => [line.id, line.open])))}
        >
          {t('transfers.receiveAll')}
        </Button>
        <Button variant="default" size="xs" onClick={() => setHere({})}>
          {t('transfers.receiveNone')}
        </Button>
      </Group>
      <ul className={styles.lines}>
        {open.map(line => {
          const code = line.unit?.serial ?? line.lot?.number
          return (
            <li key={line.id}>
              <span className={styles.what}>
                {line.product.name} {code ? <Code>{code}</Code> : null}
                <span className={styles.soft}>
                  {t('transfers.open', { open: format.quantity(line.open, line.decimals) })}
                </span>
              </span>
              <QuantityField
                aria-label={t('transfers.quantityOf', { what: code ?? line.product.name })}
                decimals={line.decimals}
                value={here[line.id] ?? null}
                onChange={quantity => set(line.id, quantity)}
              />
            </li>
          )
        })}
      </ul>
      <p className={styles.said} data-bad={problem !== null} role="status">
        {problem}
      </p>
      <Refused error={write.error} />
      <Group justify="flex-end">
        <Button onClick={submit} loading={write.isPending}>
          {t('transfers.receive')}
        </Button>
      </Group>
    </Stack>
  )
}
