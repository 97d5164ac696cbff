import { Button, Modal, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IdentifierList } from '../../../contract/dispatch-identifiers.ts'
import { RefusalError } from '../../client/public.ts'
import { Refused, UnsavedGuard } from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { blankBox, boxesOfShelves, boxesOfValues, carryOver } from './box-list.ts'
import { RemoveAll } from './remove-all.tsx'
import { SerialBoxes } from './serial-boxes.tsx'
import styles from './serial-numbers.module.css'
import { type Boxes, useBoxes } from './use-boxes.ts'
import { useSaveList } from './use-save-list.ts'

interface SerialListProps {
  list: IdentifierList
  onDirty: (dirty: boolean) => void
  /** Reads the list anew. */
  onReload: () => Promise<IdentifierList | undefined>
}

const boxesOf = (list: IdentifierList) =>
  list.mode === 'single_use' ? boxesOfShelves(list.shelves) : boxesOfValues(list)

/** The boxes of a variant with what is missing, Save Changes, and the message that confirms. */
export function SerialList({ list: first, onDirty, onReload }: SerialListProps) {
  const { t } = useTranslation()
  const [list, setList] = useState(first)
  const { variantId, serialPattern: pattern } = list
  const singleUse = list.mode === 'single_use'
  const entry = useBoxes(boxesOf(list), { variantId, pattern, singleUse })
  const [tried, setTried] = useState(false)
  const [left, setLeft] = useState<readonly string[]>([])
  const focus = useRef<((index: number) => void) | null>(null)
  const saving = useSaveList(list)
  const { headingOf, labelOf } = useLabels(list, entry)
  const dirty = entry.changed && !saving.isSaved
  useEffect(() => onDirty(entry.changed), [entry.changed, onDirty])
  const save = () => {
    setTried(true)
    if (entry.problems.size === 0) saving.save(entry.boxes)
    else focus.current?.(Math.min(...entry.problems.keys()))
  }
  const reload = async () => {
    const newer = await onReload()
    if (newer === undefined) return
    const carried = carryOver(entry.boxes, boxesOf(newer))
    setList(newer)
    entry.setBoxes(carried.boxes)
    setLeft(carried.left)
    saving.forget()
  }
  const isOutdated =
    saving.error instanceof RefusalError &&
    ['changed_meanwhile', 'identifiers_lacking'].includes(saving.error.code)
  return (
    <div className={styles.work}>
      <UnsavedGuard dirty={dirty} />
      <div className={styles.bar}>
        <p className={styles.hint}>
          {t(singleUse ? 'serialNumbers.singleUse' : 'serialNumbers.multipleUse')}
        </p>
        <Filled entry={entry} />
      </div>
      <SerialBoxes
        variantId={variantId}
        entry={entry}
        headingOf={headingOf}
        labelOf={labelOf}
        marksEmpty={tried}
        focus={focus}
      />
      <Refused
        error={
          left.length === 0
            ? saving.error
            : new Error(t('serialNumbers.leftOver', { count: left.length, texts: left.join(', ') }))
        }
        action={
          isOutdated && left.length === 0 ? (
            <Button variant="default" size="xs" onClick={() => void reload()}>
              {t('serialNumbers.reload')}
            </Button>
          ) : null
        }
      />
      <Foot
        list={list}
        entry={entry}
        tried={tried}
        busy={saving.busy}
        onSave={save}
        onProblem={index => focus.current?.(index)}
      />
      <SavedDialog opened={saving.isSaved} list={list} />
    </div>
  )
}

function Filled({ entry: { boxes } }: { entry: Boxes }) {
  const { t } = useTranslation()
  const filled = boxes.filter(box => box.text.trim() !== '').length
  return (
    <span className={styles.count} data-done={filled === boxes.length}>
      {t('serialNumbers.filled', { filled, count: boxes.length })}
    </span>
  )
}

function useLabels(list: IdentifierList, { boxes }: Boxes) {
  const { t } = useTranslation()
  const { shelves } = list
  const headingOf = useCallback(
    (index: number) => {
      const shelf = shelves[index]
      if (shelf === undefined) return null
      const names = { location: shelf.location.name, bin: shelf.bin.code, lot: shelf.lot?.number ?? '' }
      const where = t(shelf.lot ? 'serialNumbers.shelfLot' : 'serialNumbers.shelf', names)
      return `${where} · ${t('serialNumbers.pieces', { count: shelf.onHand })}`
    },
    [shelves, t],
  )
  const labelOf = (index: number) => {
    const shelf = shelves[boxes[index]!.shelf]
    if (shelf === undefined) return t('serialNumbers.value', { number: index + 1 })
    return t('serialNumbers.boxIn', { number: index + 1, bin: shelf.bin.code })
  }
  return { headingOf, labelOf }
}

interface FootProps {
  list: IdentifierList
  entry: Boxes
  tried: boolean
  busy: boolean
  onSave: () => void
  onProblem: (index: number) => void
}

function Foot({ list, entry, tried, busy, onSave, onProblem }: FootProps) {
  const { t } = useTranslation()
  const mayWrite = useMay('stock.write')
  const empty = [...entry.problems.values()].filter(problem => problem.what === 'empty').length
  const wrong = entry.problems.size - empty
  const next = Math.min(
    ...[...entry.problems].filter(([, { what }]) => tried || what !== 'empty').map(([index]) => index),
  )
  if (!mayWrite) return null
  return (
    <div className={styles.foot}>
      {Number.isFinite(next) ? (
        <span className={styles.said} role="status">
          {wrong > 0
            ? t('serialNumbers.problems', { count: wrong })
            : t('serialNumbers.lacking', { count: empty })}{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => onProblem(next)}>
            {t('serialNumbers.nextProblem')}
          </Button>
        </span>
      ) : null}
      {list.mode === 'multiple_use' ? (
        <Button
          variant="default"
          onClick={() =>
            entry.setBoxes(former => [...former, ...Array.from({ length: 10 }, () => blankBox(0))])
          }
        >
          {t('serialNumbers.addBoxes')}
        </Button>
      ) : (
        <RemoveAll list={list} disabled={entry.changed} />
      )}
      <Button onClick={onSave} loading={busy} disabled={!entry.changed}>
        {t('serialNumbers.save')}
      </Button>
    </div>
  )
}

/** Says that all is saved; OK leads back to the product's stock. */
function SavedDialog({ opened, list }: { opened: boolean; list: IdentifierList }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const back = () =>
    void navigate({
      to: '/products/$productId',
      params: { productId: list.product.id },
      search: { tab: 'stock' },
    })
  return (
    <Modal
      opened={opened}
      onClose={back}
      title={t('serialNumbers.savedTitle')}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
    >
      <Text size="sm">{t('serialNumbers.saved', { product: list.product.name })}</Text>
      <div className={styles.foot}>
        <Button onClick={back} data-autofocus>
          {t('serialNumbers.ok')}
        </Button>
      </div>
    </Modal>
  )
}
