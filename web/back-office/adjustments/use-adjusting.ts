import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { parseSerialList } from '../../../contract/serial-range.ts'
import { readScan } from '../../../gs1/public.ts'
import { RefusalError, useWrite } from '../../client/public.ts'
import { notify } from '../../kit/public.ts'
import type { AdjustFormProps } from './adjust-form.tsx'

/** What is known where the form is opened. */
export interface AdjustStart {
  readonly binId?: number
  readonly lotNumber?: string
  readonly serials?: readonly string[]
}

interface Values {
  way: 'up' | 'down'
  reasonId: number | null
  binId: number | null
  lotNumber: string
  expiresOn: string
  madeOn: string
  quantity: number | null
  serials: string
  note: string
}

/** The state of one adjustment that is being entered, what is missing of it, and how it is sent. */
export function useAdjusting(
  variant: AdjustFormProps['variant'],
  start: AdjustStart | undefined,
  onDone: AdjustFormProps['onDone'],
) {
  const { t } = useTranslation()
  const [values, setValues] = useState<Values>({
    way: 'down',
    reasonId: null,
    binId: start?.binId ?? null,
    lotNumber: start?.lotNumber ?? '',
    expiresOn: '',
    madeOn: '',
    quantity: null,
    serials: start?.serials?.join('\n') ?? '',
    note: '',
  })
  const [tried, setTried] = useState(false)
  const [isUnnamed, setUnnamed] = useState(false)
  const write = useWrite(api.adjustments.adjustStock, {
    onDone: ({ id, number }) => {
      notify.done(t('adjustments.done', { number, product: variant.name }))
      onDone(id)
    },
  })
  const onError = (error: unknown) => {
    if (error instanceof RefusalError && error.code === 'pieces_unnamed') setUnnamed(true)
  }
  const { tracking } = variant
  // Pieces of single use have serials without being tracked by them; the shop says so when they are needed.
  const asksSerials = tracking.serials || isUnnamed || start?.serials !== undefined
  const listed = values.serials.trim() === '' ? { serials: [] } : parseSerialList(values.serials)
  const serials = 'problem' in listed ? [] : listed.serials
  const needsLot = tracking.lots && !(tracking.serials && values.way === 'down')
  const missing = {
    bin: values.binId === null,
    reason: values.reasonId === null,
    quantity: !asksSerials && !values.quantity,
    lot: needsLot && values.lotNumber.trim() === '',
    serials: asksSerials && serials.length === 0,
  }
  const said = (field: keyof typeof missing) =>
    tried && missing[field] ? t(`adjustments.problem.${field}`) : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setTried(true)
    if (Object.values(missing).some(Boolean) || 'problem' in listed || write.isPending) return
    const sign = values.way === 'up' ? 1 : -1
    write.mutate(
      {
        body: {
          reasonId: values.reasonId!,
          note: values.note,
          changes: [
            {
              variantId: variant.variantId,
              binId: values.binId!,
              quantity: sign * (asksSerials ? serials.length : values.quantity!),
              lotNumber: needsLot ? values.lotNumber.trim() : null,
              serials: asksSerials ? [...serials] : [],
              madeOn: values.madeOn || null,
              expiresOn: values.expiresOn || null,
            },
          ],
        },
      },
      { onError },
    )
  }
  return {
    values,
    set: (change: Partial<Values>) => setValues(before => ({ ...before, ...change })),
    asksSerials,
    pieces: serials.length,
    problems: {
      bin: said('bin'),
      reason: said('reason'),
      quantity: said('quantity'),
      lot: said('lot'),
      serials: 'problem' in listed ? listed.problem : said('serials'),
    },
    addSerial: (text: string) => {
      const scan = readScan(text)
      const serial = scan.kind === 'gs1' ? scan.serial : scan.kind === 'damaged' ? undefined : scan.text
      if (serial === undefined) return false
      setValues(before => ({
        ...before,
        serials: before.serials ? `${before.serials.trimEnd()}\n${serial}` : serial,
      }))
      return true
    },
    submit,
    busy: write.isPending,
    error: write.error,
  }
}
