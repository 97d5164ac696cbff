import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IdentifierList } from '../../../contract/dispatch-identifiers.ts'
import { api } from '../../../contract/public.ts'
import { useWrite } from '../../client/public.ts'
import { ConfirmDialog, notify } from '../../kit/public.ts'

/** Takes the serial numbers off the stock, as another Dispatch Identifier mode asks for it. */
export function RemoveAll({ list, disabled }: { list: IdentifierList; disabled: boolean }) {
  const { t } = useTranslation()
  const [asks, setAsks] = useState(false)
  const { variantId, version } = list
  const write = useWrite(api.identifiers.withdrawSerials, {
    onDone: () => {
      setAsks(false)
      notify.done(t('serialNumbers.removed'))
    },
  })
  if (list.shelves.every(shelf => shelf.units.length === 0)) return null
  return (
    <>
      <Button variant="default" disabled={disabled} onClick={() => setAsks(true)}>
        {t('serialNumbers.remove')}
      </Button>
      <ConfirmDialog
        opened={asks}
        title={t('serialNumbers.removeTitle')}
        sentence={t('serialNumbers.removeSentence')}
        confirm={t('serialNumbers.remove')}
        grave
        busy={write.isPending}
        error={write.error}
        onConfirm={() => write.mutate({ params: { variantId }, body: { version } })}
        onClose={() => setAsks(false)}
      />
    </>
  )
}
