import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ListedInvoice } from '../../../contract/invoices.ts'
import { api } from '../../../contract/public.ts'
import { fileAddress } from '../../client/public.ts'
import { usualPaper } from '../print/paper.ts'

/** Opens the paper of an invoice without opening its row. */
export function PdfLink({ invoice }: { invoice: ListedInvoice }) {
  const { t } = useTranslation()
  return (
    <Button
      component="a"
      href={addressOfInvoice(invoice.id)}
      target="_blank"
      rel="noopener"
      variant="subtle"
      size="compact-sm"
      aria-label={t('invoices.pdfOf', { number: invoice.number })}
      onClick={event => event.stopPropagation()}
    >
      {t('invoices.pdf')}
    </Button>
  )
}

/** Where the PDF of an invoice is, on the paper that is usual where the browser is. */
export function addressOfInvoice(invoiceId: number): string {
  return fileAddress(api.print.printInvoice, {
    params: { invoiceId },
    query: { paper: usualPaper(navigator.language) },
  })
}
