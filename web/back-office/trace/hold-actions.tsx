import { Button } from '@mantine/core'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import type { Hold } from '../../../contract/stock.ts'
import { Notice, SideDrawer, useFormat } from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { HoldForm, ReleaseForm, type Thing } from './hold-forms.tsx'
import styles from './trace.module.css'

/** The button that puts a thing on hold; nothing for those who may not, and for what is held already. */
export function HoldAction({ thing, hold, label }: { thing: Thing; hold: Hold | null; label: string }) {
  const { t } = useTranslation()
  const mayWrite = useMay('stock.write')
  const [opened, setOpened] = useState(false)
  if (!mayWrite) return null
  return (
    <>
      {hold === null ? (
        <Button variant="default" onClick={() => setOpened(true)}>
          {label}
        </Button>
      ) : null}
      <SideDrawer
        opened={opened}
        title={t('trace.holdTitle', { thing: thing.name })}
        onClose={() => setOpened(false)}
      >
        <HoldForm thing={thing} onClose={() => setOpened(false)} />
      </SideDrawer>
    </>
  )
}

interface BannerProps {
  thing: Thing
  hold: Hold | null
  /** The lot's number, when it is the lot of a piece that is held and not the piece itself. */
  ofLot?: React.ReactNode
}

/** Says that a thing is on hold, why and since when, and offers to release it. */
export function HoldBanner({ thing, hold, ofLot }: BannerProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const mayWrite = useMay('stock.write')
  const [opened, setOpened] = useState(false)
  return (
    <>
      {hold === null ? null : (
        <Notice tone={hold.kind === 'recalled' ? 'bad' : 'warn'}>
          <div className={styles.banner}>
            <div>
              <p className={styles.bannerTitle}>
                {t(`trace.held.${hold.kind}`)}: {hold.reason}
              </p>
              <p>
                {ofLot ? (
                  <>
                    <Trans i18nKey="trace.heldLot" components={{ lot: <>{ofLot}</> }} />.{' '}
                  </>
                ) : null}
                {t('trace.heldSentence')}
              </p>
              <p className={styles.aside}>
                {t('trace.heldBy', { name: hold.placedBy, time: format.time(hold.placedAt) })}
              </p>
            </div>
            {mayWrite && !ofLot ? (
              <Button variant="default" onClick={() => setOpened(true)}>
                {t('trace.release')}
              </Button>
            ) : null}
          </div>
        </Notice>
      )}
      <SideDrawer
        opened={opened}
        title={t('trace.releaseTitle', { thing: thing.name })}
        onClose={() => setOpened(false)}
      >
        <ReleaseForm thing={thing} onClose={() => setOpened(false)} />
      </SideDrawer>
    </>
  )
}
