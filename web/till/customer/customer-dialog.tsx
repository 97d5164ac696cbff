import { Button, Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, type TillCustomer } from '../../../contract/till/device.ts'
import { useRead } from '../../client/public.ts'
import { useCell } from '../device/cell.ts'
import { useTill } from '../device/till.ts'
import { TouchDialog } from '../frame/touch-dialog.tsx'
import { AddCustomer } from './add-customer.tsx'
import styles from './customer.module.css'

/** Says whom the sale is for; nobody needs to be named. */
export function CustomerDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <TouchDialog opened={opened} title={t('till.customer.title')} onClose={onClose}>
      {opened ? <Search onClose={onClose} /> : null}
    </TouchDialog>
  )
}

function Search({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const till = useTill()
  const { online } = useCell(till.network.state)
  const { customer } = useCell(till.baskets.mine)
  const [text, setText] = useState('')
  const [isAdding, setAdding] = useState(false)
  const [search] = useDebouncedValue(text.trim(), 200)
  const found = useRead(
    api.findCustomers,
    { query: { search } },
    { enabled: online && search !== '', keepFormer: true },
  )
  const choose = (chosen: { id: number; name: string } | null) => {
    till.baskets.change({ ...till.baskets.mine.value, customer: chosen })
    onClose()
  }
  if (isAdding) return <AddCustomer name={text.trim()} onAdded={({ id, name }) => choose({ id, name })} />
  const items = search === '' ? [] : (found.data?.items ?? [])
  return (
    <Stack gap="sm">
      <TextInput
        label={t('till.customer.search')}
        size="lg"
        autoComplete="off"
        disabled={!online}
        description={online ? undefined : t('till.customer.offline')}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
        data-autofocus
      />
      {items.map(item => (
        <Row key={item.id} customer={item} onChoose={() => choose({ id: item.id, name: item.name })} />
      ))}
      {search !== '' && found.data && items.length === 0 ? <p>{t('till.customer.none', { text })}</p> : null}
      {online && text.trim() !== '' ? (
        <Button variant="default" size="lg" onClick={() => setAdding(true)}>
          {t('till.customer.add', { name: text.trim() })}
        </Button>
      ) : null}
      {customer ? (
        <Button variant="default" size="lg" onClick={() => choose(null)}>
          {t('till.customer.remove')}
        </Button>
      ) : null}
    </Stack>
  )
}

function Row({ customer, onChoose }: { customer: TillCustomer; onChoose: () => void }) {
  return (
    <button type="button" className={styles.row} onClick={onChoose}>
      <b>{customer.name}</b>
      <span>{[customer.number, customer.email, customer.phone].filter(Boolean).join(' · ')}</span>
    </button>
  )
}
