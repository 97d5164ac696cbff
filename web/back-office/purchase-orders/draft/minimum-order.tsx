import { useDeferredValue, useMemo, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../../contract/public.ts'
import { useRead } from '../../../client/public.ts'
import { Money, Notice, useConventions } from '../../../kit/public.ts'
import type { HeadValues } from './draft-head.tsx'
import type { DraftLines } from './draft-lines.ts'
import { sumsOfOrder } from './order-sums.ts'

/** Warns while an order stays below what its supplier takes at least: after discount, before tax, its own rows only. */
export function MinimumOrder({ head, lines }: { head: HeadValues; lines: DraftLines }) {
  const { t } = useTranslation()
  const own = useConventions().currency
  const supplierId = head.supplier?.id ?? 0
  const supplier = useRead(
    api.people.readSupplier,
    { params: { supplierId } },
    { enabled: head.supplier !== null },
  )
  const revision = useDeferredValue(useSyncExternalStore(lines.watch, () => lines.revision))
  const minimum = head.supplier === null ? null : (supplier.data?.minimumOrderMinor ?? null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision stands for what the lines hold
  const netMinor = useMemo(() => {
    if (minimum === null) return 0
    const its = lines.keys.map(key => lines.line(key))
    const sums = sumsOfOrder(its.filter(line => (line.supplier?.id ?? supplierId) === supplierId))
    return sums.subtotalMinor - sums.discountMinor
  }, [lines, revision, minimum, supplierId])
  const isOther = (supplier.data?.currency ?? own) !== head.currency
  if (minimum === null || isOther || netMinor === 0 || netMinor >= minimum) return null
  return (
    <Notice tone="warn">
      {t('purchaseOrders.belowMinimum', { supplier: head.supplier!.name })}{' '}
      <Money minor={minimum} currency={head.currency} />. {t('purchaseOrders.missingToMinimum')}{' '}
      <Money minor={minimum - netMinor} currency={head.currency} />.
    </Notice>
  )
}
