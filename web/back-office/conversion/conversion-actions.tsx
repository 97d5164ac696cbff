import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversion } from '../../../contract/conversion.ts'
import { api } from '../../../contract/public.ts'
import { useWrite } from '../../client/public.ts'
import { ConfirmDialog, notify, useFormat } from '../../kit/public.ts'
import { useMay } from '../session.ts'

/** Give up, and convert: the manager's word, which is asked for once more. */
export function ConversionActions({ conversion }: { conversion: Conversion }) {
  const { t } = useTranslation()
  const format = useFormat()
  const mayChange = useMay('catalog.write')
  const mayConvert = useMay('tracking.convert')
  const [asking, setAsking] = useState<'convert' | 'giveUp' | null>(null)
  const { id: conversionId, number, product, decimals, onHand } = conversion
  const close = () => setAsking(null)
  const convert = useWrite(api.conversion.convert, {
    onDone: () => {
      close()
      notify.done(t('conversion.converted', { product: product.name }))
    },
  })
  const cancel = useWrite(api.conversion.cancelConversion, {
    onDone: () => {
      close()
      notify.done(t('conversion.givenUp', { number }))
    },
  })
  const isReady = !conversion.asks || conversion.shelves.every(shelf => shelf.state === 'done')
  return (
    <>
      {mayChange ? (
        <Button variant="default" onClick={() => setAsking('giveUp')}>
          {t('conversion.giveUp')}
        </Button>
      ) : null}
      {mayConvert ? (
        <Button
          disabled={!isReady || conversion.obstacles.length > 0}
          title={isReady ? undefined : t('conversion.notReady')}
          onClick={() => setAsking('convert')}
        >
          {t('conversion.convert')}
        </Button>
      ) : null}
      <ConfirmDialog
        opened={asking === 'convert'}
        title={t('conversion.convertTitle', { product: product.name })}
        sentence={t('conversion.convertSentence', { quantity: format.quantity(onHand, decimals) })}
        confirm={t('conversion.convert')}
        busy={convert.isPending}
        error={convert.error}
        onConfirm={() => convert.mutate({ params: { conversionId } })}
        onClose={close}
      />
      <ConfirmDialog
        opened={asking === 'giveUp'}
        title={t('conversion.giveUpTitle', { number })}
        sentence={t('conversion.giveUpSentence')}
        confirm={t('conversion.giveUp')}
        keep={t('conversion.keep')}
        grave
        busy={cancel.isPending}
        error={cancel.error}
        onConfirm={() => cancel.mutate({ params: { conversionId } })}
        onClose={close}
      />
    </>
  )
}
