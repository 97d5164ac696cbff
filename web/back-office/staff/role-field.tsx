import { Radio, type RadioGroupProps, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { role } from '../../../contract/permissions.ts'

/** The roles, each with what it may do. */
export function RoleField(props: Omit<RadioGroupProps, 'children'>) {
  const { t } = useTranslation()
  return (
    <Radio.Group label={t('staff.role')} {...props}>
      <Stack gap="xs" mt="xs">
        {role.options.map(option => (
          <Radio
            key={option}
            value={option}
            label={t(`staff.roles.${option}`)}
            description={t(`staff.roleHints.${option}`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}
