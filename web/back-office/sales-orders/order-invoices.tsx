import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvoiceRow } from '../../../contract/invoices.ts'
import { api } from '../../../contract/public.ts'
import { fileAddress, useWrite } from '../../client/public.ts'
import { Ago, Code, ConfirmDialog, Money, notify, Section } from '../../kit/public.ts'
import { usualPaper } from '../print/paper.ts'
import { useMay } from '../session.ts'
import styles from './sales-orders.module.css'

/** An order's invoices and credit notes, each to be printed; a valid one can be cancelled. */
export function OrderInvoices({ invoices }: { invoices: readonly InvoiceRow[] }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<InvoiceRow | null>(null)
  const maySell = useMay('sales.write')
  return (
    <Section title={t('salesOrders.invoices')}>
      {invoices.length === 0 ? (
        <p className={styles.nothing}>{t('salesOrders.noInvoices')}</p>
      ) : (
        <ul className={styles.entries}>
          {invoices.map(invoice => (
            <li key={invoice.id}>
              <Code>{invoice.number}</Code>
              <span className={styles.amount}>
                <Money minor={invoice.totalMinor} />
              </span>
              <Kind invoice={invoice} />
              <span className={styles.soft}>
                {invoice.createdBy}, <Ago time={invoice.createdAt} />
              </span>
              <Button
                component="a"
                href={fileAddress(api.print.printInvoice, {
                  params: { invoiceId: invoice.id },
                  query: { paper: usualPaper(navigator.language) },
                })}
                target="_blank"
                rel="noopener"
                variant="subtle"
                size="compact-sm"
                aria-label={t('salesOrders.printInvoice', { number: invoice.number })}
              >
                {t('salesOrders.print')}
              </Button>
              {maySell && invoice.cancels === null && invoice.cancelledBy === null ? (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={t('salesOrders.cancelInvoice', { number: invoice.number })}
                  onClick={() => setAsking(invoice)}
                >
                  {t('salesOrders.cancelInvoiceShort')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {asking === null ? null : <CancelInvoice invoice={asking} onClose={() => setAsking(null)} />}
    </Section>
  )
}

function Kind({ invoice: { cancels, cancelledBy } }: { invoice: InvoiceRow }) {
  const { t } = useTranslation()
  if (cancels !== null) return <span>{t('salesOrders.creditNoteOf', { number: cancels.number })}</span>
  if (cancelledBy === null) return <span>{t('salesOrders.invoiceValid')}</span>
  return (
    <span className={styles.soft}>
      {t('salesOrders.cancelledByCreditNote', { number: cancelledBy.number })}
    </span>
  )
}

function CancelInvoice({ invoice, onClose }: { invoice: InvoiceRow; onClose: () => void }) {
  const { t } = useTranslation()
  const write = useWrite(api.sales.cancelInvoice, {
    onDone: ({ number }) => {
      onClose()
      notify.done(t('salesOrders.creditNoteWritten', { number }))
    },
  })
  return (
    <ConfirmDialog
      opened
      title={t('salesOrders.cancelInvoiceTitle', { number: invoice.number })}
      sentence={t('salesOrders.cancelInvoiceSentence')}
      confirm={t('salesOrders.cancelInvoiceConfirm')}
      keep={t('salesOrders.cancelInvoiceKeep')}
      grave
      busy={write.isPending}
      error={write.error}
      onConfirm={() => {
        if (!write.isPending) write.mutate({ params: { invoiceId: invoice.id } })
      }}
      onClose={onClose}
    />
  )
}
