import { Button, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sentenceOf } from '../../client/public.ts'
import type { BasketLine } from '../basket/basket.ts'
import { useTill } from '../device/till.ts'
import { TouchDialog } from '../frame/touch-dialog.tsx'
import { giveSerial, giveUnit } from '../sell/adding.ts'
import { askForPiece } from '../sell/claims.ts'
import { ScanField } from './scan-field.tsx'

interface SerialDialogProps {
  line: BasketLine | null
  onClose: () => void
}

/** Asks for the serial number of a line: typed, from a scanner or through the camera; then Confirm. */
export function SerialDialog({ line, onClose }: SerialDialogProps) {
  const { t } = useTranslation()
  return (
    <TouchDialog
      opened={line !== null}
      title={t('till.serial.ofProduct', { product: line?.product.name ?? '' })}
      onClose={onClose}
    >
      {line ? <SerialForm key={line.id} line={line} onClose={onClose} /> : null}
    </TouchDialog>
  )
}

function SerialForm({ line, onClose }: { line: BasketLine; onClose: () => void }) {
  const { t } = useTranslation()
  const till = useTill()
  const [text, setText] = useState(line.unit?.serial ?? '')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const take = async (typed: string): Promise<string | null> => {
    const answer = await giveSerial(till, line.id, typed)
    if (answer.kind === 'refused') return answer.sentence
    if (answer.kind !== 'unknown') return null
    const found = await askForPiece(till, line.product.variantId, answer.text)
    if (found.kind === 'none') return found.sentence ?? answer.sentence
    const given = await giveUnit(till, line.id, line.product, found.unit)
    return given.kind === 'refused' ? given.sentence : null
  }
  const confirm = async (typed: string) => {
    setBusy(true)
    const problem = await take(typed).catch(sentenceOf)
    setBusy(false)
    setRefusal(problem)
    if (problem === null) onClose()
  }
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void confirm(text)
      }}
    >
      <Stack gap="md">
        <ScanField
          label={t('till.serial.title')}
          value={text}
          onChange={typed => {
            setText(typed)
            setRefusal(null)
          }}
          onScan={code => {
            setText(code)
            void confirm(code)
          }}
          error={refusal}
          isOther={code => line.product.barcodes.some(own => isSameNumber(own, code))}
        />
        <Button type="submit" size="lg" fullWidth loading={busy}>
          {t('till.serial.confirm')}
        </Button>
      </Stack>
    </form>
  )
}

/** Boxes show the product's barcode beside the serial number; short codes are read with or without leading zeros. */
const isSameNumber = (one: string, other: string) => one.replace(/^0+/, '') === other.replace(/^0+/, '')
