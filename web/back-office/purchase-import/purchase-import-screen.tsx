import { useTranslation } from 'react-i18next'
import { Page, PageHeader } from '../../kit/public.ts'
import { useImportAddress } from './import-address.ts'
import { ImportWork } from './import-work.tsx'
import { UploadFile } from './upload-file.tsx'

/** Makes a draft purchase order from a spreadsheet: upload, match the columns, check, import. */
export function PurchaseImportScreen() {
  const { t } = useTranslation()
  const { importId, go } = useImportAddress()
  return (
    <Page>
      <PageHeader
        title={t('purchaseImport.title')}
        subtitle={t('purchaseImport.subtitle')}
        crumbs={[{ label: t('purchaseImport.purchaseOrders'), link: { to: '/purchase-orders' } }]}
      />
      {importId === null ? (
        <UploadFile onUploaded={upload => go(upload.id)} />
      ) : (
        <ImportWork key={importId} importId={importId} onOtherFile={() => go(null)} />
      )}
    </Page>
  )
}
