import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface FormButtonsProps {
  /** What the chief button says; "Save" unless told. */
  submit?: string
  busy: boolean
  disabled?: boolean
  onCancel: () => void
  /** Stands before them, such as a button that removes. */
  children?: ReactNode
}

/** The buttons below a form: cancel, then the one that submits. */
export function FormButtons({ submit, busy, disabled = false, onCancel, children }: FormButtonsProps) {
  const { t } = useTranslation()
  return (
    <>
      {children}
      <Button variant="default" onClick={onCancel}>
        {t('kit.cancel')}
      </Button>
      <Button type="submit" loading={busy} disabled={disabled}>
        {submit ?? t('kit.save')}
      </Button>
    </>
  )
}
