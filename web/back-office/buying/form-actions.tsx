import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormButtons } from '../../kit/public.ts'
import styles from './buying.module.css'

interface FormActionsProps {
  busy: boolean
  onCancel: () => void
  /** Left out where there is nothing to remove yet. */
  onRemove?: (() => void) | undefined
  removing?: boolean
}

/** The buttons below a drawer's form: remove at its start, cancel and save at its end. */
export function FormActions({ busy, onCancel, onRemove, removing = false }: FormActionsProps) {
  const { t } = useTranslation()
  return (
    <FormButtons busy={busy} onCancel={onCancel}>
      {onRemove ? (
        <Button
          variant="subtle"
          color="red"
          className={styles.removes ?? ''}
          onClick={onRemove}
          loading={removing}
        >
          {t('buying.remove')}
        </Button>
      ) : null}
    </FormButtons>
  )
}
