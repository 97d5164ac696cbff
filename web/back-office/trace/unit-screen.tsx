import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { UnitTrace } from '../../../contract/trace.ts'
import { useRead } from '../../client/public.ts'
import {
  Code,
  DateText,
  ErrorState,
  type Fact,
  Facts,
  Page,
  PageHeader,
  useFormat,
} from '../../kit/public.ts'
import { AdjustButton } from '../adjustments/adjust-button.tsx'
import { placeOf } from '../frame/places.ts'
import { LabelsButton } from '../print/labels-button.tsx'
import { CodeHeading } from './code-heading.tsx'
import { CorrectSerial } from './correct-name.tsx'
import { HoldAction, HoldBanner } from './hold-actions.tsx'
import type { Thing } from './hold-forms.tsx'
import { PlaceLink } from './place-link.tsx'
import { Timeline } from './timeline.tsx'
import { TraceWaiting } from './trace-waiting.tsx'
import { WhereNow } from './where-now.tsx'

const route = getRouteApi('/in/trace/units/$unitId')

/** One serial-numbered piece: where it is, whether it may be sold, and its whole history. */
export function UnitScreen() {
  const { t } = useTranslation()
  const { unitId } = route.useParams()
  const trace = useRead(api.trace.traceUnit, { params: { unitId } })
  if (trace.data) return <Unit key={unitId} trace={trace.data} />
  if (!trace.error) return <TraceWaiting />
  return (
    <Page>
      <PageHeader title={t('trace.title')} />
      <ErrorState error={trace.error} onRetry={() => void trace.refetch()} />
    </Page>
  )
}

function Unit({ trace }: { trace: UnitTrace }) {
  const { t } = useTranslation()
  const { serial, product, lot } = trace
  const thing: Thing = { kind: 'unit', id: trace.id, name: t('trace.thing.unit', { name: serial }) }
  return (
    <Page>
      <PageHeader
        title={t('trace.unitTitle', { serial })}
        heading={<CodeHeading kind={t('trace.serial')}>{serial}</CodeHeading>}
        crumbs={[{ label: product.name, link: placeOf({ kind: 'product', id: product.id }) }]}
        actions={
          <>
            <LabelsButton source="unit" id={trace.id} thing={thing.name} />
            {trace.where.binId === null ? null : (
              <AdjustButton
                variant={{ ...product, tracking: { lots: lot !== null, serials: true } }}
                start={{ binId: trace.where.binId, serials: [serial] }}
                label={t('adjustments.adjust')}
              />
            )}
            <CorrectSerial trace={trace} />
            <HoldAction thing={thing} hold={trace.hold} label={t('trace.hold')} />
          </>
        }
      />
      <WhereNow trace={trace} />
      <HoldBanner thing={thing} hold={trace.hold} />
      {lot ? <HoldBanner thing={thing} hold={lot.hold} ofLot={<LotLink lot={lot} />} /> : null}
      <Facts facts={useFacts(trace)} />
      <Timeline events={trace.events} holds={trace.holds} />
    </Page>
  )
}

function useFacts({ product, lot, formerSerials }: UnitTrace): Fact[] {
  const { t } = useTranslation()
  const format = useFormat()
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
  if (formerSerials.length > 0)
    facts.push({
      label: t('trace.formerly'),
      value: formerSerials.map(({ serial, until, by }) => (
        <div key={until}>
          <Code>{serial}</Code> {t('trace.formerUntil', { time: format.time(until), name: by })}
        </div>
      )),
    })
  if (lot === null) return facts
  facts.push({ label: t('trace.lot'), value: <LotLink lot={lot} /> })
  if (lot.supplierLot) facts.push({ label: t('trace.supplierLot'), value: <Code>{lot.supplierLot}</Code> })
  if (lot.madeOn) facts.push({ label: t('trace.madeOn'), value: <DateText date={lot.madeOn} /> })
  facts.push({
    label: t('trace.expiresOn'),
    value: lot.expiresOn ? <DateText date={lot.expiresOn} /> : t('trace.unknownExpiry'),
  })
  return facts
}

function LotLink({ lot }: { lot: { id: number; number: string } }) {
  return (
    <PlaceLink kind="lot" id={lot.id}>
      <Code>{lot.number}</Code>
    </PlaceLink>
  )
}
