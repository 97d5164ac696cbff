import { Trans, useTranslation } from 'react-i18next'
import type { TraceEvent, UnitTrace, Whereabouts } from '../../../contract/trace.ts'
import { Code, useFormat } from '../../kit/public.ts'
import { DocumentLink } from './document-link.tsx'
import { PlaceLink } from './place-link.tsx'
import styles from './trace.module.css'

/** Where a piece is, in one plain sentence, and which note has it. */
export function WhereNow({ trace }: { trace: UnitTrace }) {
  const { t } = useTranslation()
  const last = trace.events.at(-1)
  const note = trace.allocatedTo
  return (
    <section className={styles.where} aria-label={t('trace.whereNow')}>
      <p>{last ? <Sentence where={trace.where} last={last} /> : null}</p>
      {note ? (
        <p className={styles.aside}>
          <Trans
            i18nKey="trace.allocated"
            components={{
              document: <DocumentLink document={note} order={null} />,
            }}
          />
        </p>
      ) : null}
    </section>
  )
}

// What people typed (names, codes) goes in as components, for a value that looks like a tag would be read as one.
function Sentence({ where, last }: { where: Whereabouts; last: TraceEvent }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (where.kind === 'bin') {
    const location = <span>{where.location?.name}</span>
    return <Trans i18nKey="trace.inBin" components={{ bin: <Code>{where.bin ?? ''}</Code>, location }} />
  }
  const values = {
    time: format.time(last.at),
    document: t(`trace.documentKind.${last.document.kind as 'delivery_note'}`),
    place: t(`trace.place.${where.kind}`),
  }
  const document = <DocumentLink document={last.document} order={last.order} />
  const party = where.party ? <Party kind={where.kind} party={where.party} /> : null
  if (party === null) return <Trans i18nKey="trace.elsewhere" values={values} components={{ document }} />
  const key = where.kind === 'customer' ? 'trace.withCustomer' : 'trace.withSupplier'
  return <Trans i18nKey={key} values={values} components={{ document, party }} />
}

function Party({ kind, party }: { kind: Whereabouts['kind']; party: { id: number; name: string } }) {
  return (
    <PlaceLink kind={kind === 'customer' ? 'customer' : 'supplier'} id={party.id}>
      {party.name}
    </PlaceLink>
  )
}
