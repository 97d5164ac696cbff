import { ActionIcon, Checkbox, Popover, Stack } from '@mantine/core'
import { IconSettings } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

interface ColumnGearProps {
  /** Those that may be left out, in their order. */
  columns: readonly { id: string; header: string }[]
  isShown: (column: string) => boolean
  onToggle: (column: string, shown: boolean) => void
  disabled?: boolean
}

/** The gear of a list: which of its columns are shown. */
export function ColumnGear({ columns, isShown, onToggle, disabled = false }: ColumnGearProps) {
  const { t } = useTranslation()
  return (
    <Popover position="bottom-end" withinPortal trapFocus shadow="sm">
      <Popover.Target>
        <ActionIcon
          size="lg"
          variant="default"
          disabled={disabled}
          aria-label={t('kit.columns')}
          title={t('kit.columns')}
        >
          <IconSettings size={18} stroke={1.6} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs" role="group" aria-label={t('kit.columnsHint')}>
          {columns.map(({ id, header }) => (
            <Checkbox
              key={id}
              label={header}
              checked={isShown(id)}
              onChange={event => onToggle(id, event.currentTarget.checked)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
