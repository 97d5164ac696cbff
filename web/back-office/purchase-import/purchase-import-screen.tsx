import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { PurchaseImport } from '../../../contract/purchasing.ts'
import { fileAddress, readOptions } from '../../client/public.ts'
import { Page, PageHeader } from '../../kit/public.ts'
import styles from '../import-frame/import.module.css'
import { useImportAddress } from '../import-frame/import-address.ts'
import { UploadFile } from '../import-frame/upload-file.tsx'
import { ImportWork } from './import-work.tsx'

/** Makes a draft purchase order from a spreadsheet: upload, match the columns, check, import. */
export function PurchaseImportScreen() {
  const { t } = useTranslation()
  const { importId, go } = useImportAddress('/purchase-orders/import')
  const queryClient = useQueryClient()
  const taken = (upload: PurchaseImport) => {
    const about = { params: { importId: upload.id }, query: {} }
    queryClient.setQueryData(readOptions(api.purchasing.readPurchaseImport, about).queryKey, upload)
    go(upload.id)
  }
  return (
    <Page>
      <PageHeader
        title={t('purchaseImport.title')}
        subtitle={t('purchaseImport.subtitle')}
        crumbs={[{ label: t('purchaseImport.purchaseOrders'), link: { to: '/purchase-orders' } }]}
      />
      {importId === null ? (
        <>
          <UploadFile endpoint={api.purchasing.startPurchaseImport} onUploaded={taken} />
          <Templates />
        </>
      ) : (
        <ImportWork key={importId} importId={importId} onOtherFile={() => go(null)} />
      )}
    </Page>
  )
}

function Templates() {
  const { t } = useTranslation()
  const address = (format: 'xlsx' | 'csv') =>
    fileAddress(api.purchasing.downloadPurchaseTemplate, { query: { format } })
  return (
    <>
      <div className={styles.buttons}>
        <Button component="a" variant="default" href={address('xlsx')} download>
          {t('purchaseImport.template')}
        </Button>
        <Button component="a" variant="subtle" href={address('csv')} download>
          {t('purchaseImport.templateCsv')}
        </Button>
      </div>
      <p className={styles.quiet}>{t('purchaseImport.templateHint')}</p>
    </>
  )
}
