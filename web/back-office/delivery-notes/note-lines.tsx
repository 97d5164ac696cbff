import { UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryNote } from '../../../contract/fulfilment.ts'
import { Code, type Column, DataTable, Quantity, useFormat } from '../../kit/public.ts'
import styles from './delivery-notes.module.css'

type Line = DeliveryNote['lines'][number]
type Pick = Line['picks'][number]

/** The lines of a note, each with its lots, bins and serial numbers. */
export function NoteLines({ lines, isOpen }: { lines: readonly Line[]; isOpen: boolean }) {
  const { t } = useTranslation()
  const columns = useMemo(() => columnsOf(t, isOpen), [t, isOpen])
  return (
    <DataTable
      label={t('deliveryNotes.lines')}
      height="rows"
      rows={lines}
      columns={columns}
      keyOf={line => line.id}
    />
  )
}

function columnsOf(t: TFunction, isOpen: boolean): Column<Line>[] {
  return [
    {
      id: 'product',
      header: t('deliveryNotes.product'),
      width: 'minmax(12rem, 1fr)',
      cell: line => (
        <span className={styles.product}>
          <span>{line.productName}</span> <Code>{line.productNumber}</Code>
        </span>
      ),
    },
    {
      id: 'quantity',
      header: t('deliveryNotes.quantity'),
      width: '7rem',
      align: 'end',
      narrow: 'aside',
      cell: line => <Quantity units={line.quantity} decimals={line.decimals} />,
    },
    {
      id: 'goods',
      header: t('deliveryNotes.goods'),
      width: 'minmax(18rem, 2fr)',
      cell: line => (
        <span className={styles.picks}>
          {line.picks.map((pick, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a pick has no other identity than its place in the line
            <PickText key={index} pick={pick} decimals={line.decimals} />
          ))}
          <Identifiers line={line} />
          <Remarks line={line} isOpen={isOpen} />
        </span>
      ),
    },
  ]
}

/** What was given out at dispatch: a date, a card, any text for each piece. */
function Identifiers({ line }: { line: Line }) {
  const { t } = useTranslation()
  if (line.identifiers.length === 0) return null
  return (
    <span className={styles.pick}>
      <span className={styles.soft}>{t('deliveryNotes.identifiers')}</span>
      <span className={styles.serials}>
        {line.identifiers.map(({ position, value }) => (
          <Code key={position}>{value}</Code>
        ))}
      </span>
    </span>
  )
}

/** What nobody chose, and what is still to be chosen while the note waits. */
function Remarks({ line, isOpen }: { line: Line; isOpen: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const unchosen = line.quantity - line.quantityChosen
  const remarks = [
    line.quantityReturned > 0
      ? t('deliveryNotes.returnedOf', { quantity: format.quantity(line.quantityReturned, line.decimals) })
      : null,
    line.quantitySuggested > 0
      ? t('deliveryNotes.suggestedLots', { quantity: format.quantity(line.quantitySuggested, line.decimals) })
      : null,
    isOpen && line.identifiersLacking > 0
      ? t('deliveryNotes.lacking', { count: line.identifiersLacking })
      : isOpen && unchosen > 0
        ? t('deliveryNotes.unchosen', { quantity: format.quantity(unchosen, line.decimals) })
        : null,
  ]
  return remarks.map(remark =>
    remark === null ? null : (
      <span key={remark} className={styles.soft}>
        {remark}
      </span>
    ),
  )
}

const firstSerials = 24

/** A part of a line: "12 of lot L-7, expires 3 March, from A-01: serials". */
function PickText({ pick, decimals }: { pick: Pick; decimals: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [all, setAll] = useState(false)
  const units = all ? pick.units : pick.units.slice(0, firstSerials)
  const hiddenCount = pick.units.length - units.length
  return (
    <span className={styles.pick}>
      <span className={styles.pickWords}>
        <Quantity units={pick.quantity} decimals={decimals} />
        {pick.lot ? (
          <>
            <Link to="/trace/lots/$lotId" params={{ lotId: pick.lot.id }}>
              <Code>{pick.lot.number}</Code>
            </Link>
            {pick.lot.expiresOn ? (
              <span className={styles.soft}>
                {t('deliveryNotes.expires', { date: format.date(pick.lot.expiresOn) })}
              </span>
            ) : null}
          </>
        ) : null}
        <span className={styles.soft}>{t('deliveryNotes.from', { bin: pick.bin })}</span>
      </span>
      {units.length > 0 ? (
        <span className={styles.serials}>
          {units.map(unit => (
            <Link key={unit.id} to="/trace/units/$unitId" params={{ unitId: unit.id }}>
              <Code>{unit.serial}</Code>
            </Link>
          ))}
          {hiddenCount > 0 ? (
            <UnstyledButton className={styles.more} onClick={() => setAll(true)}>
              {t('deliveryNotes.more', { count: hiddenCount })}
            </UnstyledButton>
          ) : null}
        </span>
      ) : null}
    </span>
  )
}
