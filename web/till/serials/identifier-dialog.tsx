import { Button, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { identifier as identifierShape } from '../../../contract/primitives.ts'
import { type BasketLine, changeLine } from '../basket/basket.ts'
import { useTill } from '../device/till.ts'
import { TouchDialog } from '../frame/touch-dialog.tsx'
import { serialIn } from '../goods/resolve-scan.ts'
import styles from './scan.module.css'
import { ScanField } from './scan-field.tsx'

interface IdentifierDialogProps {
  line: BasketLine | null
  onClose: () => void
}

/** Asks for the dispatch identifier of a piece: any text, or one of the values that its product has. */
export function IdentifierDialog({ line, onClose }: IdentifierDialogProps) {
  const { t } = useTranslation()
  return (
    <TouchDialog
      opened={line !== null}
      title={t('till.identifier.ofProduct', { product: line?.product.name ?? '' })}
      onClose={onClose}
    >
      {line ? <IdentifierForm key={line.id} line={line} onClose={onClose} /> : null}
    </TouchDialog>
  )
}

function IdentifierForm({ line, onClose }: { line: BasketLine; onClose: () => void }) {
  const { t } = useTranslation()
  const till = useTill()
  const { identifierMode, identifierValues } = line.product
  const isListed = identifierMode === 'multiple_use' && identifierValues.length > 0
  const [text, setText] = useState(line.identifier ?? '')
  const [refusal, setRefusal] = useState<string | null>(null)
  const confirm = (typed: string) => {
    const value = serialIn(typed)
    const read = identifierShape.safeParse(value)
    const isKnown = !isListed || identifierValues.includes(value)
    if (!read.success)
      return setRefusal(value === '' ? t('till.identifier.empty') : read.error.issues[0]!.message)
    if (!isKnown) return setRefusal(t('till.identifier.notListed', { value }))
    till.baskets.change(changeLine(till.baskets.mine.value, line.id, { identifier: read.data }))
    onClose()
  }
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        confirm(text)
      }}
    >
      <Stack gap="md">
        <ScanField
          label={t('till.identifier.title')}
          value={text}
          onChange={typed => {
            setText(typed)
            setRefusal(null)
          }}
          onScan={confirm}
          error={refusal}
        />
        {isListed ? (
          <div className={styles.values}>
            {identifierValues.map(value => (
              <button key={value} type="button" onClick={() => confirm(value)}>
                {value}
              </button>
            ))}
          </div>
        ) : null}
        <Button type="submit" size="lg" fullWidth>
          {t('till.serial.confirm')}
        </Button>
      </Stack>
    </form>
  )
}
