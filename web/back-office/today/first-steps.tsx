import { Button } from '@mantine/core'
import { Link, type LinkProps, linkOptions } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { Today } from '../../../contract/trace.ts'
import { useRead } from '../../client/public.ts'
import { Page, PageHeader, StateBadge } from '../../kit/public.ts'
import { useMay, useSession } from '../session.ts'
import { SampleOffer } from './sample-offer.tsx'
import styles from './today.module.css'
import { Waits } from './waits.tsx'

const steps = [
  { word: 'location', link: linkOptions({ to: '/locations' }) },
  { word: 'product', link: linkOptions({ to: '/products/new' }) },
  { word: 'purchase', link: linkOptions({ to: '/purchase-orders/import' }) },
] as const

/** For a shop in which nothing has moved yet: what to do first, and what of it is done. */
export function FirstSteps({ today }: { today: Today }) {
  const { t } = useTranslation()
  const { shop } = useSession()
  const mayLoad = useMay('shop.write')
  const locations = useRead(api.stock.listLocations, {})
  const products = useRead(api.catalog.listProducts, { query: { limit: 1, archived: false } })
  const orders = useRead(api.purchasing.listPurchaseOrders, { query: { limit: 1 } })
  const isDone = {
    location: (locations.data?.items.length ?? 0) > 0,
    product: (products.data?.items.length ?? 0) > 0,
    purchase: (orders.data?.items.length ?? 0) > 0,
  }
  const next = steps.find(step => !isDone[step.word])?.word
  return (
    <Page>
      <PageHeader title={t('today.title')} heading={t('today.first.title', { shop: shop.name })} />
      <div className={styles.first}>
        <p className={styles.lead}>{t('today.first.lead')}</p>
        <ol className={styles.steps}>
          {steps.map(({ word, link }, index) => (
            <Step
              key={word}
              word={word}
              number={index + 1}
              link={link}
              done={isDone[word]}
              chief={word === next}
            />
          ))}
        </ol>
        {mayLoad && products.data && !isDone.product ? <SampleOffer /> : null}
        {isDone.purchase ? <Waits today={today} /> : null}
      </div>
    </Page>
  )
}

interface StepProps {
  word: (typeof steps)[number]['word']
  number: number
  link: LinkProps
  done: boolean
  /** The step that comes next has the strong button. */
  chief: boolean
}

function Step({ word, number, link, done, chief }: StepProps) {
  const { t } = useTranslation()
  return (
    <li className={styles.step}>
      <span className={styles.number} aria-hidden="true">
        {number}
      </span>
      <div>
        <h3>{t(`today.first.${word}`)}</h3>
        <p>{t(`today.first.${word}Why`)}</p>
      </div>
      {done ? (
        <StateBadge tone="done">{t('today.first.done')}</StateBadge>
      ) : (
        <Button variant={chief ? 'filled' : 'default'} renderRoot={props => <Link {...props} {...link} />}>
          {t(`today.first.${word}Action`)}
        </Button>
      )}
    </li>
  )
}
