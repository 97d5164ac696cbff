import type { TraceEvent } from '../../../contract/trace.ts'
import { Code } from '../../kit/public.ts'
import { PlaceLink } from './place-link.tsx'

type Document = TraceEvent['document']

/** A document's number as a link to its page, or to that of its order where it has none. */
export function DocumentLink({ document, order }: { document: Document; order: Document | null }) {
  const match = pageOf(document) ?? (order && pageOf(order))
  if (!match) return <Code>{document.number}</Code>
  return (
    <PlaceLink {...match}>
      <Code>{document.number}</Code>
    </PlaceLink>
  )
}

function pageOf({ kind, id }: Document) {
  switch (kind) {
    case 'purchase_order':
    case 'sales_order':
    case 'delivery_note':
    case 'till_receipt':
    case 'adjustment':
    case 'conversion':
    case 'transfer':
    case 'stock_count':
    case 'goods_receipt':
    case 'return':
    case 'invoice':
      return { kind, id } as const
    default:
      return null
  }
}
