import { Button, Group, MultiSelect, Select, Stack, Switch, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { useRead, useWrite } from '../../client/public.ts'
import { FormButtons, Picker, Refused } from '../../kit/public.ts'

/** Where and what is counted: a whole location or some bins, all products or some. */
export function StartCount({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const locations = useRead(api.stock.listLocations, {}, { staleTime: 60_000 })
  const [locationId, setLocationId] = useState<number | null>(null)
  const [binIds, setBinIds] = useState<string[]>([])
  const [products, setProducts] = useState<{ variantId: number; name: string }[]>([])
  const [isBlind, setBlind] = useState(false)
  const [note, setNote] = useState('')
  const [isAsked, setAsked] = useState(false)
  const start = useWrite(api.counts.startCount, {
    onDone: ({ id: countId }) => void navigate({ to: '/stock-counts/$countId', params: { countId } }),
  })
  const chosen = locations.data?.items.find(one => one.id === locationId)
  const submit = () => {
    setAsked(true)
    if (locationId === null) return
    const variantIds = products.map(product => product.variantId)
    start.mutate({ body: { locationId, binIds: binIds.map(Number), variantIds, isBlind, note } })
  }
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="md">
        <Select
          label={t('counts.location')}
          data-autofocus
          data={(locations.data?.items ?? []).map(one => ({ value: String(one.id), label: one.name }))}
          value={locationId === null ? null : String(locationId)}
          onChange={value => {
            setLocationId(value === null ? null : Number(value))
            setBinIds([])
          }}
          error={isAsked && locationId === null ? t('counts.chooseLocation') : undefined}
        />
        <MultiSelect
          label={t('counts.onlyBins')}
          description={t('counts.onlyBinsHint')}
          searchable
          limit={100}
          data={(chosen?.bins ?? [])
            .filter(bin => !bin.archived)
            .map(bin => ({ value: String(bin.id), label: bin.code }))}
          value={binIds}
          onChange={setBinIds}
          disabled={chosen === undefined}
        />
        <Picker
          label={t('counts.onlyProducts')}
          description={t('counts.onlyProductsHint')}
          endpoint={api.catalog.listVariants}
          input={search => ({ query: { search, limit: 20, archived: false } })}
          rows={answer => answer.items}
          option={one => ({ key: one.variantId, label: one.name, detail: one.productNumber })}
          value={null}
          onChange={one => {
            if (one !== null && !products.some(product => product.variantId === one.variantId))
              setProducts([...products, { variantId: one.variantId, name: one.name }])
          }}
        />
        {products.length === 0 ? null : (
          <Group gap="xs">
            {products.map(product => (
              <Button
                key={product.variantId}
                size="compact-sm"
                variant="default"
                aria-label={t('counts.removeProduct', { product: product.name })}
                onClick={() => setProducts(products.filter(one => one !== product))}
              >
                {product.name} ×
              </Button>
            ))}
          </Group>
        )}
        <Switch
          label={t('counts.blind')}
          description={t('counts.blindHint')}
          checked={isBlind}
          onChange={event => setBlind(event.currentTarget.checked)}
        />
        <TextInput
          label={t('counts.note')}
          description={t('counts.noteHint')}
          maxLength={2000}
          value={note}
          onChange={event => setNote(event.currentTarget.value)}
        />
        <Refused error={start.error} />
        <Group justify="flex-end" gap="xs">
          <FormButtons submit={t('counts.start')} busy={start.isPending} onCancel={onClose} />
        </Group>
      </Stack>
    </form>
  )
}
