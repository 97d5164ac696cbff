import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Ago, EmptyState, notify } from '../../kit/public.ts'
import { useCell } from '../device/cell.ts'
import type { KeptBasket } from '../device/database.ts'
import { useTill } from '../device/till.ts'
import { TouchDialog } from '../frame/touch-dialog.tsx'
import { endClaims } from '../sell/claims.ts'
import styles from './basket.module.css'

/** Baskets that were put aside, to be taken up again. */
export function HeldDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const till = useTill()
  const others = useCell(till.baskets.others)
  const recall = async (id: string) => {
    if (await till.baskets.recall(id)) onClose()
    else notify.failed(new Error(t('till.basket.recalledElsewhere')))
  }
  const throwAway = (id: string) => {
    endClaims(till, id)
    void till.baskets.throwAway(id)
  }
  return (
    <TouchDialog opened={opened} title={t('till.basket.heldTitle')} onClose={onClose}>
      {others.length === 0 ? <EmptyState title={t('till.basket.heldNone')} /> : null}
      {others.map(kept => (
        <div key={kept.id} className={styles.held}>
          <div style={{ minWidth: 0 }}>
            <Heading kept={kept} />
            <p className={styles.goods}>{kept.basket.lines.map(line => line.product.name).join(', ')}</p>
          </div>
          <Button size="md" disabled={kept.slot !== null} onClick={() => void recall(kept.id)}>
            {t('till.basket.recall')}
          </Button>
          <Button
            size="md"
            variant="default"
            disabled={kept.slot !== null}
            onClick={() => throwAway(kept.id)}
          >
            {t('till.basket.throwAway')}
          </Button>
        </div>
      ))}
    </TouchDialog>
  )
}

function Heading({ kept }: { kept: KeptBasket }) {
  const { t } = useTranslation()
  const name = kept.note || kept.basket.customer?.name
  return (
    <p>
      {name ? <b>{name} </b> : null}
      {kept.slot !== null ? t('till.basket.inOtherTab') : kept.heldAt ? <Ago time={kept.heldAt} /> : null}
    </p>
  )
}
