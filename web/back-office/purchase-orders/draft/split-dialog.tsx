import { ActionIcon, Button, Group, Modal, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Quantity, QuantityField } from '../../../kit/public.ts'
import type { DraftLine } from './draft-line.ts'
import styles from './panels.module.css'

export interface LotPart {
  readonly lotNumber: string
  readonly quantitySku: number
}

interface SplitDialogProps {
  /** The row that is split, or the first of the pieces of a group; null while nothing is. */
  line: DraftLine | null
  /** In the product's smallest unit. */
  total: number
  onSplit: (parts: readonly LotPart[]) => void
  onClose: () => void
}

/** Splits what was bought over several lots: so many of lot A, the rest of lot B. */
export function SplitDialog(props: SplitDialogProps) {
  const { t } = useTranslation()
  const { line, onClose } = props
  return (
    <Modal
      opened={line !== null}
      onClose={onClose}
      size="md"
      title={t('purchaseOrders.split.title', { product: line?.product?.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
    >
      {line ? <Parts {...props} line={line} /> : null}
    </Modal>
  )
}

interface Part {
  readonly key: number
  readonly lotNumber: string
  readonly quantitySku: number | null
}

function Parts({ line, total, onSplit, onClose }: SplitDialogProps & { line: DraftLine }) {
  const { t } = useTranslation()
  const { decimals } = line.product!
  const [parts, setParts] = useState<readonly Part[]>([
    { key: 1, lotNumber: line.lotNumber, quantitySku: null },
    { key: 2, lotNumber: '', quantitySku: null },
  ])
  const given = parts.reduce((sum, part) => sum + (part.quantitySku ?? 0), 0)
  const rest = total - given
  const isWhole = rest === 0 && parts.every(part => (part.quantitySku ?? 0) > 0)
  const change = (key: number, news: Partial<Part>) =>
    setParts(former => former.map(part => (part.key === key ? { ...part, ...news } : part)))
  return (
    <form
      className={styles.panel}
      onSubmit={event => {
        event.preventDefault()
        event.stopPropagation()
        if (isWhole)
          onSplit(
            parts.map(({ lotNumber, quantitySku }) => ({
              lotNumber: lotNumber.trim(),
              quantitySku: quantitySku!,
            })),
          )
      }}
    >
      {parts.map((part, index) => (
        <div key={part.key} className={styles.parts}>
          <TextInput
            label={t('purchaseOrders.split.lot', { count: index + 1 })}
            value={part.lotNumber}
            maxLength={100}
            data-autofocus={index === 0 || undefined}
            onChange={event => change(part.key, { lotNumber: event.currentTarget.value })}
          />
          <QuantityField
            label={t('purchaseOrders.grid.quantitySku')}
            decimals={decimals}
            value={part.quantitySku}
            onChange={quantitySku => change(part.key, { quantitySku })}
          />
          {parts.length > 2 ? (
            <ActionIcon
              variant="subtle"
              aria-label={t('purchaseOrders.split.remove', { count: index + 1 })}
              onClick={() => setParts(parts.filter(one => one !== part))}
            >
              <IconX size={14} stroke={1.8} aria-hidden="true" />
            </ActionIcon>
          ) : (
            <span />
          )}
        </div>
      ))}
      <div className={styles.rest} data-open={rest < 0} role="status">
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() =>
            setParts([
              ...parts,
              { key: parts.at(-1)!.key + 1, lotNumber: '', quantitySku: rest > 0 ? rest : null },
            ])
          }
        >
          {t('purchaseOrders.split.more')}
        </Button>
        <span>
          {t(rest < 0 ? 'purchaseOrders.split.over' : 'purchaseOrders.split.rest')}{' '}
          <Quantity units={Math.abs(rest)} decimals={decimals} />
        </span>
      </div>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('kit.cancel')}
        </Button>
        <Button type="submit" disabled={!isWhole}>
          {t('purchaseOrders.split.confirm')}
        </Button>
      </Group>
    </form>
  )
}
