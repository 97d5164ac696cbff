import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Invoice } from '../../../contract/invoices.ts'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { Ago, Code, ErrorState, Facts, Money, Quantity, Section, SideDrawer } from '../../kit/public.ts'
import { SumsList } from '../sales-orders/sums-list.tsx'
import { InvoiceState } from './invoice-state.tsx'
import styles from './invoices.module.css'
import { addressOfInvoice } from './pdf-link.tsx'

interface InvoiceDrawerProps {
  /** Null while it is closed. */
  invoiceId: number | null
  onClose: () => void
}

/** One invoice or credit note beside the list, as it was written. */
export function InvoiceDrawer({ invoiceId, onClose }: InvoiceDrawerProps) {
  const { t } = useTranslation()
  const found = useRead(
    api.invoices.readInvoice,
    { params: { invoiceId: invoiceId ?? 0 } },
    { enabled: invoiceId !== null },
  )
  const invoice = invoiceId === null ? undefined : found.data
  const kind = invoice?.cancels ? 'titleCreditNote' : 'titleInvoice'
  return (
    <SideDrawer
      opened={invoiceId !== null}
      title={invoice ? t(`invoices.${kind}`, { number: invoice.number }) : t('invoices.title')}
      onClose={onClose}
    >
      {invoice ? (
        <Written invoice={invoice} />
      ) : found.error ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : null}
    </SideDrawer>
  )
}

function Written({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const facts = [
    { label: t('invoices.state'), value: <InvoiceState invoice={invoice} /> },
    {
      label: t('invoices.order'),
      value: (
        <Link to="/sales-orders/$orderId" params={{ orderId: invoice.order.id }}>
          <Code>{invoice.order.number}</Code>
        </Link>
      ),
    },
    { label: t('invoices.created'), value: <Ago time={invoice.createdAt} /> },
    { label: t('invoices.createdBy'), value: invoice.createdBy },
    { label: t('invoices.billTo'), value: <span className={styles.billTo}>{invoice.billTo}</span> },
    ...(invoice.notes.length === 0
      ? []
      : [{ label: t('invoices.notes'), value: <NoteLinks notes={invoice.notes} /> }]),
  ]
  return (
    <>
      <Facts facts={facts} />
      <Section
        title={t('invoices.lines')}
        actions={
          <Button
            component="a"
            href={addressOfInvoice(invoice.id)}
            target="_blank"
            rel="noopener"
            variant="default"
            size="compact-sm"
          >
            {t('invoices.openPdf')}
          </Button>
        }
      >
        <ul className={styles.lines}>
          {invoice.lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an invoice stands as it was written
            <li key={index}>
              <span>
                <Quantity units={line.quantity} decimals={line.decimals} /> × {line.productName}
              </span>
              <Money minor={line.amountMinor} />
            </li>
          ))}
        </ul>
        <SumsList sums={invoice.sums} pricesIncludeTax={invoice.pricesIncludeTax} />
      </Section>
    </>
  )
}

function NoteLinks({ notes }: Pick<Invoice, 'notes'>) {
  return (
    <span className={styles.notes}>
      {notes.map(note => (
        <Link key={note.id} to="/delivery-notes/$noteId" params={{ noteId: note.id }}>
          <Code>{note.number}</Code>
        </Link>
      ))}
    </span>
  )
}
