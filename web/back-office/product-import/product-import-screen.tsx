import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { fileAddress } from '../../client/public.ts'
import { Page, PageHeader } from '../../kit/public.ts'
import styles from '../import-frame/import.module.css'
import { useImportAddress } from '../import-frame/import-address.ts'
import { UploadFile } from '../import-frame/upload-file.tsx'
import { ImportWork } from './import-work.tsx'

/** Adds and changes products from a spreadsheet: upload, match the columns, check, import. */
export function ProductImportScreen() {
  const { t } = useTranslation()
  const { importId, go } = useImportAddress('/products/import')
  return (
    <Page>
      <PageHeader
        title={t('productImport.title')}
        subtitle={t('productImport.subtitle')}
        crumbs={[{ label: t('productImport.products'), link: { to: '/products' } }]}
      />
      {importId === null ? (
        <>
          <UploadFile endpoint={api.productImport.startProductImport} onUploaded={taken => go(taken.id)} />
          <div className={styles.buttons}>
            <Button
              component="a"
              variant="default"
              href={fileAddress(api.productImport.downloadProductTemplate, {})}
              download
            >
              {t('productImport.template')}
            </Button>
          </div>
          <p className={styles.quiet}>{t('productImport.templateHint')}</p>
        </>
      ) : (
        <ImportWork key={importId} importId={importId} onOtherFile={() => go(null)} />
      )}
    </Page>
  )
}
