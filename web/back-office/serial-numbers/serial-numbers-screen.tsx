import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IdentifierList } from '../../../contract/dispatch-identifiers.ts'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { EmptyState, ErrorState, Page, PageHeader } from '../../kit/public.ts'
import { SerialList } from './serial-list.tsx'

const route = getRouteApi('/in/products/$productId/serial-numbers/$variantId')

/** “Product Serial Numbers”: a box for each unit of stock. */
export function SerialNumbersScreen() {
  const { t } = useTranslation()
  const { productId, variantId } = route.useParams()
  const list = useRead(api.identifiers.readIdentifiers, { params: { variantId } })
  const product = list.data?.product
  return (
    <Page fills>
      <PageHeader
        title={t('serialNumbers.title')}
        crumbs={[
          { label: t('products.title'), link: { to: '/products' } },
          ...(product
            ? [
                {
                  label: product.name,
                  link: {
                    to: '/products/$productId' as const,
                    params: { productId },
                    search: { tab: 'stock' as const },
                  },
                },
              ]
            : []),
        ]}
        subtitle={product?.name}
      />
      {list.data ? (
        <KeptList key={variantId} latest={list.data} reread={async () => (await list.refetch()).data} />
      ) : list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <p role="status">{t('kit.loading')}</p>
      )}
    </Page>
  )
}

interface KeptListProps {
  latest: IdentifierList
  reread: () => Promise<IdentifierList | undefined>
}

/** Keeps the list that is being worked on: stock that changes meanwhile must not move the boxes below the clerk's hands. */
function KeptList({ latest, reread }: KeptListProps) {
  const { t } = useTranslation()
  const [kept, setKept] = useState(latest)
  const [dirty, setDirty] = useState(false)
  useEffect(() => {
    if (!dirty) setKept(latest)
  }, [dirty, latest])
  if (kept.mode !== 'single_use' && kept.mode !== 'multiple_use')
    return <EmptyState title={t('serialNumbers.noMode')} sentence={t('serialNumbers.noModeSentence')} />
  if (kept.mode === 'single_use' && kept.onHand === 0)
    return <EmptyState title={t('serialNumbers.noStock')} sentence={t('serialNumbers.noStockSentence')} />
  return (
    <SerialList
      key={`${kept.version} ${kept.onHand} ${kept.mode}`}
      list={kept}
      onDirty={setDirty}
      onReload={reread}
    />
  )
}
