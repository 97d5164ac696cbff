import { Button, Group, Modal, Radio } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../../contract/public.ts'
import type { LotChoice } from '../../../../contract/stock.ts'
import { usePages } from '../../../client/public.ts'
import { Code, DateText, EmptyState, ErrorState, Quantity, SearchField } from '../../../kit/public.ts'
import type { LineProduct } from './draft-line.ts'
import styles from './grid.module.css'

interface LotDialogProps {
  product: LineProduct | null
  onConfirm: (lot: LotChoice) => void
  onClose: () => void
}

/** The earlier lots of a product, with their expiry and what is on hand, to choose from. */
export function LotDialog({ product, onConfirm, onClose }: LotDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={product !== null}
      onClose={onClose}
      size="lg"
      title={product ? t('purchaseOrders.lots.title', { product: product.name }) : ''}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
    >
      {product ? <Lots product={product} onConfirm={onConfirm} onClose={onClose} /> : null}
    </Modal>
  )
}

function Lots({ product, onConfirm, onClose }: LotDialogProps & { product: LineProduct }) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<LotChoice | null>(null)
  const { variantId } = product
  const pages = usePages(api.stock.listLots, { params: { variantId }, query: { search } })
  return (
    <form
      className={styles.lotDialog}
      onSubmit={event => {
        event.preventDefault()
        event.stopPropagation()
        if (chosen) onConfirm(chosen)
      }}
    >
      <SearchField label={t('purchaseOrders.lots.search')} value={search} onSearch={setSearch} />
      <div
        className={styles.lotList}
        role="radiogroup"
        aria-label={t('purchaseOrders.lots.title', { product: product.name })}
      >
        <LotRows rows={pages.rows} product={product} chosen={chosen} onChoose={setChosen} />
        {pages.error ? <ErrorState error={pages.error} onRetry={() => void pages.refetch()} /> : null}
        {pages.rows?.length === 0 ? (
          <EmptyState
            title={
              search === '' ? t('purchaseOrders.lots.empty') : t('purchaseOrders.lots.noSuch', { search })
            }
            sentence={search === '' ? t('purchaseOrders.lots.emptySentence') : null}
          />
        ) : null}
        {pages.hasNextPage ? (
          <Button
            variant="subtle"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            …
          </Button>
        ) : null}
      </div>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('kit.cancel')}
        </Button>
        <Button type="submit" disabled={chosen === null}>
          {t('purchaseOrders.lots.confirm')}
        </Button>
      </Group>
    </form>
  )
}

interface LotRowsProps {
  rows: readonly LotChoice[] | undefined
  product: LineProduct
  chosen: LotChoice | null
  onChoose: (lot: LotChoice) => void
}

function LotRows({ rows, product, chosen, onChoose }: LotRowsProps) {
  const { t } = useTranslation()
  if (!rows || rows.length === 0) return null
  return (
    <>
      <div className={styles.lotHead} aria-hidden="true">
        <span>{t('purchaseOrders.lots.number')}</span>
        <span>{t('purchaseOrders.grid.expiresOn')}</span>
        <span>{t('purchaseOrders.lots.onHand')}</span>
      </div>
      {rows.map(lot => (
        <Radio
          key={lot.id}
          name="lot"
          checked={chosen?.id === lot.id}
          onChange={() => onChoose(lot)}
          classNames={{ root: styles.lot!, labelWrapper: styles.lotLabel!, body: styles.lotBody! }}
          label={
            <span className={styles.lotCells}>
              <span>
                <Code>{lot.number}</Code>
                {lot.blockedBecause ? <span className={styles.lotBlocked}> {lot.blockedBecause}</span> : null}
              </span>
              <DateText date={lot.expiresOn} />
              <Quantity units={lot.onHand} decimals={product.decimals} />
            </span>
          }
        />
      ))}
    </>
  )
}
