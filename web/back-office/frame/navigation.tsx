import { Link, type LinkProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Permission } from '../../../contract/permissions.ts'
import { useSession } from '../session.ts'
import styles from './navigation.module.css'

interface Entry {
  word:
    | 'retailProducts'
    | 'categories'
    | 'salesOverview'
    | 'orderDispatch'
    | 'deliveryNotes'
    | 'invoices'
    | 'returns'
    | 'purchaseOrders'
    | 'goodsReceipts'
    | 'reorderList'
    | 'stock'
    | 'adjustments'
    | 'transfers'
    | 'moveGoods'
    | 'stockCounts'
    | 'expiryWatch'
    | 'locations'
    | 'customers'
    | 'suppliers'
    | 'messages'
    | 'onlineStore'
    | 'tills'
    | 'tillConflicts'
    | 'zReports'
    | 'shopSettings'
    | 'staff'
  to: NonNullable<LinkProps['to']>
  needs: Permission
}
interface Group {
  word:
    | 'groupProducts'
    | 'groupOrders'
    | 'groupPurchase'
    | 'groupWarehouse'
    | 'groupTills'
    | 'groupPeople'
    | 'groupSettings'
  entries: readonly Entry[]
  /** Purchase is a part of Orders. */
  within?: boolean
}

const groups: readonly Group[] = [
  {
    word: 'groupProducts',
    entries: [
      { word: 'retailProducts', to: '/products', needs: 'catalog.read' },
      { word: 'categories', to: '/categories', needs: 'catalog.read' },
    ],
  },
  {
    word: 'groupOrders',
    entries: [
      { word: 'salesOverview', to: '/sales-orders', needs: 'sales.read' },
      { word: 'orderDispatch', to: '/order-dispatch', needs: 'fulfilment.read' },
      { word: 'deliveryNotes', to: '/delivery-notes', needs: 'fulfilment.read' },
      { word: 'invoices', to: '/invoices', needs: 'sales.read' },
      { word: 'returns', to: '/returns', needs: 'fulfilment.read' },
    ],
  },
  {
    word: 'groupPurchase',
    within: true,
    entries: [
      { word: 'purchaseOrders', to: '/purchase-orders', needs: 'purchasing.read' },
      { word: 'goodsReceipts', to: '/goods-receipts', needs: 'purchasing.read' },
      { word: 'reorderList', to: '/reorder-list', needs: 'purchasing.read' },
    ],
  },
  {
    word: 'groupWarehouse',
    entries: [
      { word: 'stock', to: '/stock', needs: 'stock.read' },
      { word: 'adjustments', to: '/adjustments', needs: 'stock.read' },
      { word: 'transfers', to: '/transfers', needs: 'stock.read' },
      { word: 'moveGoods', to: '/bin-moves', needs: 'stock.write' },
      { word: 'stockCounts', to: '/stock-counts', needs: 'stock.read' },
      { word: 'expiryWatch', to: '/expiry', needs: 'stock.read' },
      { word: 'locations', to: '/locations', needs: 'stock.read' },
    ],
  },
  {
    word: 'groupTills',
    entries: [
      { word: 'tills', to: '/tills', needs: 'tills.read' },
      { word: 'tillConflicts', to: '/till-conflicts', needs: 'tills.read' },
      { word: 'zReports', to: '/z-reports', needs: 'tills.read' },
    ],
  },
  {
    word: 'groupPeople',
    entries: [
      { word: 'customers', to: '/customers', needs: 'people.read' },
      { word: 'suppliers', to: '/suppliers', needs: 'people.read' },
      { word: 'messages', to: '/messages', needs: 'sales.read' },
    ],
  },
  {
    word: 'groupSettings',
    entries: [
      { word: 'shopSettings', to: '/settings', needs: 'shop.write' },
      { word: 'onlineStore', to: '/store', needs: 'shop.write' },
      { word: 'staff', to: '/staff', needs: 'staff.read' },
    ],
  },
]

/** The main menu, named as the requirements name it; it leaves out what its reader may not see. */
export function Navigation({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation()
  const { permissions } = useSession()
  return (
    <nav aria-label={t('frame.mainMenu')} className={styles.navigation}>
      <Link
        to="/"
        className={styles.link}
        activeOptions={{ exact: true }}
        {...(onGo ? { onClick: onGo } : {})}
      >
        {t('frame.today')}
      </Link>
      {groups.map(group => {
        const entries = group.entries.filter(entry => permissions.includes(entry.needs))
        if (entries.length === 0) return null
        return (
          <div key={group.word} className={styles.group} data-within={group.within}>
            <h2 className={styles.heading}>{t(`frame.${group.word}`)}</h2>
            {entries.map(entry => (
              <Link
                key={entry.word}
                to={entry.to}
                className={styles.link}
                {...(onGo ? { onClick: onGo } : {})}
              >
                {t(`frame.${entry.word}`)}
              </Link>
            ))}
          </div>
        )
      })}
    </nav>
  )
}
