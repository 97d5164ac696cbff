import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { fileAddress } from '../../client/public.ts'
import { usualPaper } from './paper.ts'

interface PrintButtonProps {
  document: 'purchaseOrder' | 'goodsReceipt' | 'deliveryNote' | 'pickList' | 'return' | 'countSheet'
  id: number
}

/** Opens a document's PDF in a tab of its own: the browser shows it, prints it and saves it. */
export function PrintButton({ document, id }: PrintButtonProps) {
  const { t } = useTranslation()
  return (
    <Button component="a" href={addressOfPdf(document, id)} target="_blank" rel="noopener" variant="default">
      {t(`print.${document === 'pickList' || document === 'countSheet' ? document : 'print'}`)}
    </Button>
  )
}

const mostInOneFile = 200

/** Opens the pick lists of several delivery notes as one PDF, 200 at most. */
export function PickListsButton({ noteIds, size }: { noteIds: readonly number[]; size?: 'compact-sm' }) {
  const { t } = useTranslation()
  const notes = noteIds.slice(0, mostInOneFile).join(',')
  const query = { paper: usualPaper(navigator.language), notes }
  if (noteIds.length === 0) return null
  return (
    <Button
      component="a"
      href={fileAddress(api.print.printPickLists, { query })}
      target="_blank"
      rel="noopener"
      variant="default"
      {...(size ? { size } : {})}
    >
      {t('print.pickLists', { count: Math.min(noteIds.length, mostInOneFile) })}
    </Button>
  )
}

function addressOfPdf(document: PrintButtonProps['document'], id: number): string {
  const query = { paper: usualPaper(navigator.language) }
  switch (document) {
    case 'purchaseOrder':
      return fileAddress(api.print.printPurchaseOrder, { params: { orderId: id }, query })
    case 'goodsReceipt':
      return fileAddress(api.print.printGoodsReceipt, { params: { receiptId: id }, query })
    case 'pickList':
      return fileAddress(api.print.printPickLists, { query: { ...query, notes: String(id) } })
    case 'return':
      return fileAddress(api.print.printReturn, { params: { returnId: id }, query })
    case 'countSheet':
      return fileAddress(api.print.printCount, { params: { countId: id }, query })
    case 'deliveryNote':
      return fileAddress(api.print.printDeliveryNote, { params: { noteId: id }, query })
  }
}
