import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Conversion } from '../../../contract/conversion.ts'
import { api } from '../../../contract/public.ts'
import { obstacleSentence } from '../../../contract/refusals.ts'
import { useRead } from '../../client/public.ts'
import {
  DateText,
  ErrorState,
  Facts,
  Notice,
  Page,
  PageHeader,
  ProgressBar,
  StateBadge,
  type Tone,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { BothSides } from './both-sides.tsx'
import { ConversionActions } from './conversion-actions.tsx'
import { ShelfTable } from './shelf-table.tsx'
import { trackingWord } from './tracking-word.ts'

const route = getRouteApi('/in/conversions/$conversionId')

const tones: Record<Conversion['state'], Tone> = { draft: 'open', done: 'done', cancelled: 'plain' }

/** One conversion: while it is a draft, what is still to count; once it is done, what went out and what came in. */
export function ConversionScreen() {
  const { t } = useTranslation()
  const { conversionId } = route.useParams()
  const read = useRead(api.conversion.readConversion, { params: { conversionId } })
  const conversion = read.data
  if (conversion === undefined)
    return (
      <Page>
        <PageHeader title={t('conversion.title', { number: '' })} />
        {read.error ? (
          <ErrorState error={read.error} onRetry={() => void read.refetch()} />
        ) : (
          <p role="status">{t('kit.loading')}</p>
        )}
      </Page>
    )
  const { product, from, to, state } = conversion
  return (
    <Page fills={state === 'draft' && conversion.asks}>
      <PageHeader
        title={t('conversion.title', { number: conversion.number })}
        heading={t('conversion.heading', { product: product.name })}
        crumbs={[
          { label: t('products.title'), link: { to: '/products' } },
          { label: product.name, link: { to: '/products/$productId', params: { productId: product.id } } },
        ]}
        subtitle={
          <>
            {conversion.number} ·{' '}
            {t('conversion.fromTo', {
              from: t(`conversion.tracking.${trackingWord(from)}`),
              to: t(`conversion.tracking.${trackingWord(to)}`),
            })}{' '}
            · <StateBadge tone={tones[state]}>{t(`conversion.state.${state}`)}</StateBadge>
          </>
        }
        actions={state === 'draft' ? <ConversionActions conversion={conversion} /> : null}
      />
      {state === 'draft' ? <Draft conversion={conversion} /> : <Ended conversion={conversion} />}
    </Page>
  )
}

function Draft({ conversion }: { conversion: Conversion }) {
  const { t } = useTranslation()
  const mayConvert = useMay('tracking.convert')
  const { asks, obstacles, givesUp } = conversion
  const goods = [
    ...(givesUp.lots > 0 ? [t('conversion.givesUpLots', { count: givesUp.lots })] : []),
    ...(givesUp.serials > 0 ? [t('conversion.givesUpSerials', { count: givesUp.serials })] : []),
  ]
  return (
    <>
      {mayConvert ? null : <Notice>{t('conversion.needsWord')}</Notice>}
      {obstacles.map(obstacle => (
        <Notice key={obstacle.kind} tone="warn">
          {obstacleSentence(obstacle)}
        </Notice>
      ))}
      {goods.length > 0 ? (
        <Notice tone="warn">{t('conversion.givesUp', { goods: goods.join(', ') })}</Notice>
      ) : null}
      {asks ? (
        <>
          <ProgressBar
            label={t('conversion.progress')}
            done={conversion.identified / 10 ** conversion.decimals}
            total={conversion.onHand / 10 ** conversion.decimals}
          />
          <ShelfTable conversion={conversion} />
        </>
      ) : (
        <p>{t('conversion.nothingAsked')}</p>
      )}
    </>
  )
}

function Ended({ conversion }: { conversion: Conversion }) {
  const { t } = useTranslation()
  const { startedAt, startedBy, endedAt, endedBy, state } = conversion
  const facts = [
    { label: t('conversion.startedBy', { name: startedBy }), value: <DateText time={startedAt} /> },
    ...(state === 'done' && endedAt
      ? [{ label: t('conversion.doneBy', { name: endedBy ?? '' }), value: <DateText time={endedAt} /> }]
      : []),
  ]
  return (
    <>
      <Facts facts={facts} />
      {state === 'done' ? <BothSides moved={conversion.moved} /> : null}
    </>
  )
}
