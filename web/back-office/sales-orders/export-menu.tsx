import { Button, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { fileAddress } from '../../client/public.ts'
import type { Narrowing } from './sales-filters.tsx'

const files = [
  { label: 'exportXlsx', query: { format: 'xlsx' } },
  { label: 'exportCsv', query: { format: 'csv', separator: 'comma' } },
  { label: 'exportCsvSemicolon', query: { format: 'csv', separator: 'semicolon' } },
] as const

/** Takes away the orders that the overview shows, all of them, as a file. */
export function ExportMenu({ shown }: { shown: Narrowing }) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default">{t('salesOrders.export')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {files.map(({ label, query }) => (
          <Menu.Item
            key={label}
            component="a"
            href={fileAddress(api.sales.exportSalesOrders, { query: { ...shown, ...query } })}
            download
          >
            {t(`salesOrders.${label}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
