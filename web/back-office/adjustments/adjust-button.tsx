import { Button, type ButtonProps, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../session.ts'
import { AdjustForm, type AdjustFormProps } from './adjust-form.tsx'
import type { AdjustStart } from './use-adjusting.ts'

interface AdjustButtonProps extends Pick<ButtonProps, 'size'> {
  variant: AdjustFormProps['variant']
  start?: AdjustStart
  label: string
  ariaLabel?: string
}

/** Opens the adjustment of one product; nothing for those who may not change the stock. */
export function AdjustButton({ variant, start, label, ariaLabel, size }: AdjustButtonProps) {
  const { t } = useTranslation()
  const mayWrite = useMay('stock.write')
  const [opened, setOpened] = useState(false)
  if (!mayWrite) return null
  const close = () => setOpened(false)
  return (
    <>
      <Button
        variant="default"
        {...(size ? { size } : {})}
        aria-label={ariaLabel}
        onClick={() => setOpened(true)}
      >
        {label}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('adjustments.adjustOf', { product: variant.name })}
        closeButtonProps={{ 'aria-label': t('kit.close') }}
      >
        <AdjustForm variant={variant} start={start} onDone={close} onClose={close} />
      </Modal>
    </>
  )
}
