import { Button, Tabs } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Supplier } from '../../../contract/people.ts'
import { api } from '../../../contract/public.ts'
import { useRead, useWrite } from '../../client/public.ts'
import { Code, ConfirmDialog, ErrorState, Notice, notify, Page, PageHeader } from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { SuppliedProducts } from './supplied-products.tsx'
import { SupplierForm } from './supplier-form.tsx'
import { SupplierOrders } from './supplier-orders.tsx'

const route = getRouteApi('/in/suppliers/$supplierId')

/** One supplier: its terms, what it sells us, and what was ordered from it. */
export function SupplierScreen() {
  const { t } = useTranslation()
  const { supplierId } = route.useParams()
  const mayWrite = useMay('people.write')
  const maySeeOrders = useMay('purchasing.read')
  const [tab, setTab] = useState('details')
  const read = useRead(api.people.readSupplier, { params: { supplierId } })
  const supplier = read.data
  const tabs = ['details', 'products', ...(maySeeOrders ? (['orders'] as const) : [])] as const
  return (
    <Page>
      <PageHeader
        title={supplier?.name ?? t('suppliers.title')}
        crumbs={[{ label: t('suppliers.title'), link: { to: '/suppliers' } }]}
        subtitle={supplier ? <Code copies>{supplier.number}</Code> : undefined}
      />
      {read.error && !supplier ? <ErrorState error={read.error} onRetry={() => void read.refetch()} /> : null}
      {supplier === undefined ? null : (
        <>
          {supplier.archived ? <Notice tone="warn">{t('suppliers.archivedNotice')}</Notice> : null}
          <Tabs value={tab} onChange={value => setTab(value ?? 'details')} keepMounted={false}>
            <Tabs.List mb="md">
              {tabs.map(one => (
                <Tabs.Tab key={one} value={one}>
                  {t(`suppliers.tab.${one}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="details">
              <SupplierForm
                key={supplierId}
                supplier={supplier}
                readOnly={!mayWrite}
                aside={<ArchiveSupplier supplier={supplier} />}
              />
            </Tabs.Panel>
            <Tabs.Panel value="products">
              <SuppliedProducts supplier={supplier} />
            </Tabs.Panel>
            <Tabs.Panel value="orders">
              <SupplierOrders supplierId={supplierId} />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </Page>
  )
}

/** Archives after a question, or brings back without one. */
function ArchiveSupplier({ supplier }: { supplier: Supplier }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const { id: supplierId, name, archived } = supplier
  const write = useWrite(archived ? api.people.restoreSupplier : api.people.archiveSupplier, {
    onDone: saved => {
      setAsking(false)
      notify.done(t(saved.archived ? 'suppliers.archiveDone' : 'suppliers.restoreDone', { name }))
    },
  })
  const act = () =>
    write.mutate({ params: { supplierId } }, { onError: error => archived && notify.failed(error) })
  return (
    <>
      <Button
        variant="default"
        loading={write.isPending}
        onClick={() => (archived ? act() : setAsking(true))}
      >
        {t(archived ? 'suppliers.restore' : 'suppliers.archive')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('suppliers.archiveTitle', { name })}
        sentence={t('suppliers.archiveSentence')}
        confirm={t('suppliers.archive')}
        busy={write.isPending}
        error={write.error}
        onConfirm={act}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
