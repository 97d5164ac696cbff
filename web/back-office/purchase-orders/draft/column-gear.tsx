import { ActionIcon, Checkbox, Popover, Stack } from '@mantine/core'
import { IconSettings } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type OptionalColumn, optionalColumns } from './draft-line.ts'

interface ColumnGearProps {
  shown: readonly OptionalColumn[]
  onToggle: (column: OptionalColumn, show: boolean) => void
}

/** The gear at the grid's top right: which of the lot and serial columns are shown. */
export function ColumnGear({ shown, onToggle }: ColumnGearProps) {
  const { t } = useTranslation()
  return (
    <Popover position="bottom-end" withinPortal trapFocus shadow="sm">
      <Popover.Target>
        <ActionIcon
          size="md"
          aria-label={t('purchaseOrders.grid.columns')}
          title={t('purchaseOrders.grid.columns')}
        >
          <IconSettings size={18} stroke={1.6} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs" role="group" aria-label={t('purchaseOrders.grid.columnsHint')}>
          {optionalColumns.map(column => (
            <Checkbox
              key={column}
              label={t(`purchaseOrders.grid.${column}`)}
              checked={shown.includes(column)}
              onChange={event => onToggle(column, event.currentTarget.checked)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
