import { Button, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseQuantity, useConventions, writeAmount } from '../../kit/public.ts'
import { useTill } from '../device/till.ts'
import { TouchDialog } from '../frame/touch-dialog.tsx'
import { AllowDiscount } from './allow-discount.tsx'
import { useMayDiscount, withDiscountBy } from './discount-by.ts'

/** Takes so many percent off everything in the basket; asks for somebody's right to it first, where that is lacking. */
export function DiscountDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const mayDiscount = useMayDiscount()
  return (
    <>
      <TouchDialog opened={opened && mayDiscount} title={t('till.basket.basketDiscount')} onClose={onClose}>
        {opened && mayDiscount ? <Form onClose={onClose} /> : null}
      </TouchDialog>
      <AllowDiscount opened={opened && !mayDiscount} onClose={onClose} />
    </>
  )
}

function Form({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const till = useTill()
  const [discount, setDiscount] = useState<number | null>(till.baskets.mine.value.discountBasisPoints)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (discount === null) return
    till.baskets.change(withDiscountBy(till, { ...till.baskets.mine.value, discountBasisPoints: discount }))
    onClose()
  }
  return (
    <form onSubmit={save}>
      <Stack gap="md">
        <PercentField label={t('till.basket.discount')} value={discount} onChange={setDiscount} />
        <Button type="submit" size="lg" disabled={discount === null}>
          {t('till.basket.done')}
        </Button>
      </Stack>
    </form>
  )
}

interface PercentFieldProps {
  label: string
  /** In hundredths of a percent; null while it cannot be read or is above 100 %. */
  value: number | null
  onChange: (value: number | null) => void
}

export function PercentField({ label, value, onChange }: PercentFieldProps) {
  const { locale } = useConventions()
  const [text, setText] = useState(value === null || value === 0 ? '' : writeAmount(value, locale, 2))
  const read = (typed: string) => {
    const points = typed.trim() === '' ? 0 : parseQuantity(typed.replace('%', ''), locale, 2)
    return points !== null && points <= 10_000 ? points : null
  }
  return (
    <TextInput
      label={label}
      size="lg"
      inputMode="decimal"
      autoComplete="off"
      rightSection={<span aria-hidden="true">%</span>}
      value={text}
      error={read(text) === null}
      onChange={event => {
        setText(event.currentTarget.value)
        onChange(read(event.currentTarget.value))
      }}
      onFocus={event => event.currentTarget.select()}
    />
  )
}
