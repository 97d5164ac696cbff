import { ActionIcon, Button } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsSplit2,
  IconFold,
  IconFoldDown,
  IconPlus,
} from '@tabler/icons-react'
import { type ReactNode, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './grid.module.css'
import type { GridWork } from './grid-work.ts'

interface GridToolsProps {
  work: GridWork
  canSplit: boolean
  onSplit: () => void
  onAdd: () => void
  onTakeBack: (again: boolean) => void
  gear: ReactNode
}

/** What can be done with the grid by mouse and finger; each has its key. */
export function GridTools({ work, canSplit, onSplit, onAdd, onTakeBack, gear }: GridToolsProps) {
  const { t } = useTranslation()
  const { lines, view } = work
  useSyncExternalStore(lines.watch, () => lines.revision)
  const isAnyFolded = useSyncExternalStore(view.watch, () => view.isAnyFolded)
  const hasGroups = useSyncExternalStore(view.watch, () => view.hasGroups)
  const foldAll = t(isAnyFolded ? 'purchaseOrders.grid.unfoldAll' : 'purchaseOrders.grid.foldAll')
  return (
    <span className={styles.tools}>
      <Tool label={t('purchaseOrders.grid.undo')} disabled={!lines.canUndo} onClick={() => onTakeBack(false)}>
        <IconArrowBackUp size={18} stroke={1.6} aria-hidden="true" />
      </Tool>
      <Tool label={t('purchaseOrders.grid.redo')} disabled={!lines.canRedo} onClick={() => onTakeBack(true)}>
        <IconArrowForwardUp size={18} stroke={1.6} aria-hidden="true" />
      </Tool>
      {hasGroups ? (
        <Tool label={foldAll} onClick={() => view.foldAll(!isAnyFolded)}>
          {isAnyFolded ? (
            <IconFoldDown size={18} stroke={1.6} aria-hidden="true" />
          ) : (
            <IconFold size={18} stroke={1.6} aria-hidden="true" />
          )}
        </Tool>
      ) : null}
      {canSplit ? (
        <Tool label={t('purchaseOrders.split.open')} onClick={onSplit}>
          <IconArrowsSplit2 size={18} stroke={1.6} aria-hidden="true" />
        </Tool>
      ) : null}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPlus size={14} stroke={1.8} aria-hidden="true" />}
        title={t('purchaseOrders.grid.addHint')}
        onClick={onAdd}
      >
        {t('purchaseOrders.grid.add')}
      </Button>
      {gear}
    </span>
  )
}

interface ToolProps {
  label: string
  disabled?: boolean
  onClick: () => void
  children: ReactNode
}

function Tool({ label, disabled = false, onClick, children }: ToolProps) {
  return (
    <ActionIcon
      size="md"
      className={styles.tool}
      aria-label={label}
      title={label}
      disabled={disabled}
      // The cursor stays in the grid, for the next key.
      onMouseDown={event => event.preventDefault()}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  )
}
