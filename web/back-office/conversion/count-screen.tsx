import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversion, ConversionCount } from '../../../contract/conversion.ts'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { ErrorState, Page, PageHeader } from '../../kit/public.ts'
import { CountEditor } from './count-editor.tsx'

const route = getRouteApi('/in/conversions/$conversionId/count')

/** The count of one bin: what was typed stays as it is while newer answers come; only the stock beside it is kept fresh. */
export function CountScreen() {
  const { t } = useTranslation()
  const { conversionId } = route.useParams()
  const { variantId, binId, lotId } = route.useSearch()
  const conversion = useRead(api.conversion.readConversion, { params: { conversionId } })
  const count = useRead(api.conversion.readShelf, {
    params: { conversionId },
    query: { variantId, binId, lotId },
  })
  const [first, setFirst] = useState<{ conversion: Conversion; count: ConversionCount } | null>(null)
  // What an earlier visit left in the cache may be from before the latest save: the boxes wait for the server's own words.
  const isFresh = count.isFetchedAfterMount || !count.isStale
  useEffect(() => {
    if (first === null && isFresh && conversion.data && count.data)
      setFirst({ conversion: conversion.data, count: count.data })
  }, [first, isFresh, conversion.data, count.data])
  if (first !== null)
    return (
      <CountEditor
        key={`${conversionId} ${variantId} ${binId} ${lotId}`}
        conversion={first.conversion}
        count={first.count}
        shelf={count.data?.shelf ?? first.count.shelf}
      />
    )
  const error = conversion.error ?? count.error
  return (
    <Page>
      <PageHeader title={t('conversion.title', { number: '' })} />
      {error ? (
        <ErrorState
          error={error}
          onRetry={() => {
            void conversion.refetch()
            void count.refetch()
          }}
        />
      ) : (
        <p role="status">{t('kit.loading')}</p>
      )}
    </Page>
  )
}
