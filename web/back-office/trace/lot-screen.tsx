import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { LotTrace } from '../../../contract/trace.ts'
import { useRead } from '../../client/public.ts'
import {
  Code,
  DateText,
  ErrorState,
  type Fact,
  Facts,
  Notice,
  Page,
  PageHeader,
  Quantity,
  useFormat,
} from '../../kit/public.ts'
import { AdjustButton } from '../adjustments/adjust-button.tsx'
import { placeOf } from '../frame/places.ts'
import { LabelsButton } from '../print/labels-button.tsx'
import { CodeHeading } from './code-heading.tsx'
import { CorrectLot } from './correct-name.tsx'
import { Corrections } from './corrections.tsx'
import { HoldAction, HoldBanner } from './hold-actions.tsx'
import type { Thing } from './hold-forms.tsx'
import { LotCustomers } from './lot-customers.tsx'
import { LotShelf } from './lot-shelf.tsx'
import { PlaceLink } from './place-link.tsx'
import { Timeline } from './timeline.tsx'
import styles from './trace.module.css'
import { TraceWaiting } from './trace-waiting.tsx'

const route = getRouteApi('/in/trace/lots/$lotId')

/** One lot, as a recall needs it: what came, what is left and where, and every customer who got some. */
export function LotScreen() {
  const { t } = useTranslation()
  const { lotId } = route.useParams()
  const trace = useRead(api.trace.traceLot, { params: { lotId } })
  if (trace.data) return <Lot key={lotId} trace={trace.data} />
  if (!trace.error) return <TraceWaiting />
  return (
    <Page>
      <PageHeader title={t('trace.title')} />
      <ErrorState error={trace.error} onRetry={() => void trace.refetch()} />
    </Page>
  )
}

function Lot({ trace }: { trace: LotTrace }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { number, product } = trace
  const thing: Thing = { kind: 'lot', id: trace.id, name: t('trace.thing.lot', { name: number }) }
  return (
    <Page>
      <PageHeader
        title={t('trace.lotTitle', { number })}
        heading={<CodeHeading kind={t('trace.lot')}>{number}</CodeHeading>}
        crumbs={[{ label: product.name, link: placeOf({ kind: 'product', id: product.id }) }]}
        actions={
          <>
            <LabelsButton source="lot" id={trace.id} thing={thing.name} />
            <AdjustButton variant={product} start={{ lotNumber: number }} label={t('adjustments.adjust')} />
            <CorrectLot trace={trace} />
            <HoldAction thing={thing} hold={trace.hold} label={t('trace.holdOrRecall')} />
          </>
        }
      />
      <HoldBanner thing={thing} hold={trace.hold} />
      {trace.expired ? (
        <Notice tone="warn">
          {t('trace.expiredSentence', { date: format.date(trace.expiresOn ?? '') })}
        </Notice>
      ) : null}
      <Figures trace={trace} />
      <Facts facts={useFacts(trace)} />
      <LotCustomers trace={trace} />
      <LotShelf trace={trace} />
      <Corrections of={{ lotId: trace.id }} />
      <Timeline events={trace.events} holds={trace.holds} decimals={product.decimals} />
    </Page>
  )
}

/** Received, on the shelf, delivered: large, for they are what one looks for first. They add up, or the rest is named. */
function Figures({ trace }: { trace: LotTrace }) {
  const { t } = useTranslation()
  const { received, onHand, delivered } = trace
  const elsewhere = received - onHand - delivered
  const figures = [
    { label: t('trace.received'), units: received },
    { label: t('trace.onHand'), units: onHand },
    { label: t('trace.delivered'), units: delivered },
    ...(elsewhere === 0 ? [] : [{ label: t('trace.elsewhereCount'), units: elsewhere }]),
  ]
  return (
    <dl className={styles.figures}>
      {figures.map(({ label, units }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Quantity units={units} decimals={trace.product.decimals} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function useFacts({ product, supplier, supplierLot, madeOn, expiresOn }: LotTrace): Fact[] {
  const { t } = useTranslation()
  const facts: Fact[] = [
    {
      label: t('trace.product'),
      value: (
        <PlaceLink kind="product" id={product.id}>
          {product.name}
        </PlaceLink>
      ),
    },
    { label: t('trace.productNumber'), value: <Code>{product.productNumber}</Code> },
  ]
  if (supplier) {
    const link = (
      <PlaceLink kind="supplier" id={supplier.id}>
        {supplier.name}
      </PlaceLink>
    )
    facts.push({ label: t('trace.supplier'), value: link })
  }
  if (supplierLot) facts.push({ label: t('trace.supplierLot'), value: <Code>{supplierLot}</Code> })
  if (madeOn) facts.push({ label: t('trace.madeOn'), value: <DateText date={madeOn} /> })
  facts.push({
    label: t('trace.expiresOn'),
    value: expiresOn ? <DateText date={expiresOn} /> : t('trace.unknownExpiry'),
  })
  return facts
}
