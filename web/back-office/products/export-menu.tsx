import { Button, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { type CallInput, fileAddress } from '../../client/public.ts'
import type { Narrowing } from './product-filters.tsx'

type Query = NonNullable<CallInput<typeof api.productImport.exportProducts>['query']>

/** Takes away the products that the list shows, as files that the import reads again. */
export function ExportMenu({ shown: narrowing }: { shown: Narrowing }) {
  const { t } = useTranslation()
  const shown = { ...narrowing, archived: narrowing.archived ? 'true' : 'false' } as const
  const files: { label: string; query: Query }[] = [
    { label: t('products.exportXlsx'), query: { ...shown, format: 'xlsx' } },
    { label: t('products.exportCsv'), query: { ...shown, format: 'csv', separator: 'comma' } },
    { label: t('products.exportCsvSemicolon'), query: { ...shown, format: 'csv', separator: 'semicolon' } },
    { label: t('products.exportTab'), query: { ...shown, format: 'csv', separator: 'tab' } },
    { label: t('products.exportAll'), query: { archived: 'all', format: 'xlsx' } },
  ]
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default">{t('products.export')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {files.map(({ label, query }) => (
          <Menu.Item
            key={label}
            component="a"
            href={fileAddress(api.productImport.exportProducts, { query })}
            download
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Label maw={320}>{t('products.exportHint')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  )
}
