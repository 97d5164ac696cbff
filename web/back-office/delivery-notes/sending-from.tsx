import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { ConfirmDialog } from '../../kit/public.ts'

interface SendingFromProps {
  location: { id: number; name: string }
  /** Whether anything is chosen that another location would not have. */
  dirty: boolean
  onChange: (locationId: number) => void
}

/** The location that a new note goes from, to be changed where there are several; the order may go from more than one. */
export function SendingFrom({ location, dirty, onChange }: SendingFromProps) {
  const { t } = useTranslation()
  const locations = useRead(api.stock.listLocations, {}, { staleTime: 60_000 })
  const [asked, setAsked] = useState<number | null>(null)
  const items = locations.data?.items ?? []
  if (items.length < 2) return t('deliveryNotes.fromLocation', { location: location.name })
  const other = items.find(one => one.id === asked)
  return (
    <>
      <Select
        label={t('deliveryNotes.sendFrom')}
        size="sm"
        maw="20rem"
        data={items.map(one => ({ value: String(one.id), label: one.name }))}
        value={String(location.id)}
        allowDeselect={false}
        onChange={value => {
          const chosen = Number(value)
          if (chosen === location.id) return
          if (dirty) setAsked(chosen)
          else onChange(chosen)
        }}
      />
      <ConfirmDialog
        opened={other !== undefined}
        title={t('deliveryNotes.otherLocationTitle', { location: other?.name ?? '' })}
        sentence={t('deliveryNotes.otherLocationSentence', { location: location.name })}
        confirm={t('deliveryNotes.otherLocationConfirm')}
        keep={t('deliveryNotes.otherLocationKeep')}
        onConfirm={() => onChange(asked!)}
        onClose={() => setAsked(null)}
      />
    </>
  )
}
