import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { Code, ErrorState, Notice, Refused, SearchField, useScan } from '../../kit/public.ts'
import styles from '../serial-numbers/serial-numbers.module.css'
import type { PiecesProps } from './enter-pieces.tsx'

/** More are found by typing or scanning. */
const mostShown = 200

/** Which pieces go when the stock is lowered. Those without a serial number go without being named. */
export function ChoosePieces({ variantId, level, count, busy, error, onBack, onSave }: PiecesProps) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [search, setSearch] = useState('')
  const list = useRead(api.identifiers.readIdentifiers, { params: { variantId } })
  const shelf = list.data?.shelves.find(
    one => one.bin.id === level.bin.id && (one.lot?.id ?? null) === (level.lot?.id ?? null),
  )
  const free = (shelf?.units ?? []).filter(unit => unit.note === null)
  const nameless = shelf === undefined ? 0 : shelf.onHand - shelf.units.length
  const toggle = (serial: string) =>
    setChosen(former =>
      former.includes(serial) ? former.filter(one => one !== serial) : [...former, serial],
    )
  useScan(text => {
    const unit = free.find(one => one.serial === text.trim())
    if (unit === undefined || chosen.includes(unit.serial)) return false
    toggle(unit.serial)
    return true
  })
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  const needed = Math.max(0, count - nameless)
  const shown = free
    .filter(unit => unit.serial.toLowerCase().includes(search.toLowerCase()))
    .slice(0, mostShown)
  return (
    <div className={styles.work}>
      <div className={styles.bar}>
        <p className={styles.hint}>{t('serialNumbers.lower', { count })}</p>
        <span className={styles.count} data-done={chosen.length >= needed && chosen.length <= count}>
          {t('serialNumbers.goes', { chosen: chosen.length, count })}
        </span>
      </div>
      {nameless > 0 ? <Notice>{t('serialNumbers.withoutSerial', { count: nameless })}</Notice> : null}
      <SearchField value={search} onSearch={setSearch} label={t('serialNumbers.find')} />
      <div className={styles.choices}>
        {shown.map(unit => (
          <Checkbox
            key={unit.id}
            className={styles.choice ?? ''}
            label={<Code>{unit.serial}</Code>}
            checked={chosen.includes(unit.serial)}
            onChange={() => toggle(unit.serial)}
          />
        ))}
      </div>
      <Refused error={error} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onBack}>
          {t('serialNumbers.back')}
        </Button>
        <Button
          onClick={() => onSave(chosen)}
          loading={busy}
          disabled={chosen.length < needed || chosen.length > count}
        >
          {t('serialNumbers.save')}
        </Button>
      </div>
    </div>
  )
}
