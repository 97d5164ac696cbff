import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProductDetail } from '../../../contract/catalog.ts'
import { api } from '../../../contract/public.ts'
import { useWrite } from '../../client/public.ts'
import { ConfirmDialog, notify } from '../../kit/public.ts'
import { bodyOf, valuesOf } from './product-values.ts'

interface ArchiveActionProps {
  product: ProductDetail
  /** True while there is unsaved work, which archiving would lose. */
  disabled: boolean
  onDone: (product: ProductDetail) => void
}

/** Takes a product out of the lists, after a question; or brings it back, without one. */
export function ArchiveAction({ product, disabled, onDone }: ArchiveActionProps) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const write = useWrite(api.catalog.changeProduct, {
    onDone: saved => {
      setAsking(false)
      notify.done(t(saved.archived ? 'products.archiveDone' : 'products.bringBackDone', { name: saved.name }))
      onDone(saved)
    },
  })
  const put = (archived: boolean) =>
    write.mutate({
      params: { productId: product.id },
      body: { ...bodyOf(valuesOf(product)), version: product.version, archived },
    })
  return (
    <>
      <Button
        variant="default"
        disabled={disabled}
        title={disabled ? t('products.saveFirst') : undefined}
        loading={write.isPending && !asking}
        onClick={() => (product.archived ? put(false) : setAsking(true))}
      >
        {t(product.archived ? 'products.bringBack' : 'products.archive')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('products.archiveTitle')}
        sentence={t('products.archiveSentence')}
        confirm={t('products.archive')}
        busy={write.isPending}
        error={write.error}
        onConfirm={() => put(true)}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
