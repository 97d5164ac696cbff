import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
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
    <>
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
      <Button variant="default" onClick={onCancel}>
        {t('kit.cancel')}
      </Button>
      <Button type="submit" loading={busy}>
        {t('kit.save')}
      </Button>
    </>
  )
}
