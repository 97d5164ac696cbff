import { Button, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Conversion, ConversionCount, ConversionShelf } from '../../../contract/conversion.ts'
import {
  Notice,
  Page,
  PageHeader,
  ProgressBar,
  Refused,
  UnsavedGuard,
  useFormat,
  useScan,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import styles from './conversion.module.css'
import { CountGrid } from './count-grid.tsx'
import { RangeDialog } from './range-dialog.tsx'
import { useCount } from './use-count.ts'

interface CountEditorProps {
  conversion: Conversion
  /** As it was when the screen was opened. */
  count: ConversionCount
  /** As it is now. */
  shelf: ConversionShelf
}

/** What lies in one bin, identified row by row: typed, scanned, pasted or as a range; saved as often as one likes. */
export function CountEditor({ conversion, count, shelf }: CountEditorProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const mayWrite = useMay('stock.write')
  const work = useCount(conversion, count)
  const { decimals } = conversion
  const pieces = conversion.to.serials
  const hasDefaults = pieces && shelf.lot === null
  const tooMany = work.identified - shelf.onHand
  useScan(work.scan, { enabled: pieces && work.range === null })
  useHotkeys([['mod+S', work.save]], [])
  const editable = mayWrite && conversion.state === 'draft'
  return (
    <Page fills>
      <PageHeader
        title={t('conversion.countTitle', { bin: shelf.bin.code })}
        crumbs={[
          {
            label: t('conversion.title', { number: conversion.number }),
            link: { to: '/conversions/$conversionId', params: { conversionId: conversion.id } },
          },
        ]}
        subtitle={
          <>
            {t('conversion.countSubtitle', { product: shelf.name, location: shelf.location.name })}
            {shelf.lot ? ` · ${t('conversion.ofLot', { number: shelf.lot.number })}` : null}
          </>
        }
        actions={
          <>
            <Button
              variant="default"
              renderRoot={props => (
                <Link {...props} to="/conversions/$conversionId" params={{ conversionId: conversion.id }} />
              )}
            >
              {t('conversion.back')}
            </Button>
            {editable ? (
              <Button onClick={work.save} loading={work.busy}>
                {t('conversion.save')}
              </Button>
            ) : null}
          </>
        }
      />
      <UnsavedGuard dirty={work.dirty} />
      {shelf.state === 'changed' ? (
        <Notice tone="warn">
          {t('conversion.changedNotice', { onHand: format.quantity(shelf.onHand, decimals) })}
        </Notice>
      ) : null}
      <ProgressBar
        label={t('conversion.progressOf')}
        done={work.identified / 10 ** decimals}
        total={shelf.onHand / 10 ** decimals}
        note={tooMany > 0 ? t('conversion.tooMany', { count: tooMany / 10 ** decimals }) : null}
      />
      <Refused error={work.error} />
      {hasDefaults ? (
        <div className={styles.heads}>
          <TextInput
            label={t('conversion.defaultLot')}
            description={t('conversion.defaultLotHint')}
            maxLength={100}
            disabled={!editable}
            value={work.defaults.lotNumber}
            onChange={event => work.setDefaults({ ...work.defaults, lotNumber: event.currentTarget.value })}
          />
          <TextInput
            label={t('conversion.defaultExpiry')}
            type="date"
            disabled={!editable}
            value={work.defaults.expiresOn}
            onChange={event => work.setDefaults({ ...work.defaults, expiresOn: event.currentTarget.value })}
          />
        </div>
      ) : null}
      <p className={styles.hint}>{t(pieces ? 'conversion.hint' : 'conversion.hintLots')}</p>
      <CountGrid work={work} readOnly={!editable} />
      <RangeDialog work={work} onHand={shelf.onHand} />
    </Page>
  )
}
