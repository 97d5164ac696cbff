import { Button, Group, TextInput } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CountBin, CountLine, StockCount } from '../../../contract/counts.ts'
import { api } from '../../../contract/public.ts'
import { useRead, useWrite } from '../../client/public.ts'
import {
  ConfirmDialog,
  ErrorState,
  Notice,
  notify,
  Page,
  PageHeader,
  Refused,
  useScanAnywhere,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { CountGoods } from './count-goods.tsx'
import { CountedLines } from './counted-lines.tsx'
import { CountedPieces } from './counted-pieces.tsx'
import { LastScan } from './last-scan.tsx'
import { useScans } from './use-scans.ts'

const route = getRouteApi('/in/stock-counts/$countId/bins/$binId')

/** The count of one bin: scan after scan, each told at once what it is. */
export function CountBinScreen() {
  const { t } = useTranslation()
  const { countId, binId } = route.useParams()
  const mayWrite = useMay('stock.write')
  const read = useRead(api.counts.readCount, { params: { countId } })
  const count = read.data
  const bin = count?.bins.find(one => one.id === binId)
  const crumbs = [
    { label: t('counts.title'), link: { to: '/stock-counts' } as const },
    {
      label: t('counts.one', { number: count?.number ?? '' }),
      link: { to: '/stock-counts/$countId', params: { countId } } as const,
    },
  ]
  const isOpen = count?.state === 'open' && mayWrite
  return (
    <Page>
      <PageHeader
        title={t('counts.binTitle', { bin: bin?.code ?? '' })}
        crumbs={crumbs}
        actions={count && bin && isOpen ? <BinActions count={count} bin={bin} /> : null}
      />
      {count && bin ? (
        <Counting key={binId} count={count} bin={bin} isOpen={isOpen ?? false} />
      ) : read.error ? (
        <ErrorState error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <p role="status">{count ? t('counts.notHere') : t('kit.loading')}</p>
      )}
    </Page>
  )
}

function Counting({ count, bin, isOpen }: { count: StockCount; bin: CountBin; isOpen: boolean }) {
  const [asked, setAsked] = useState<CountLine | null>(null)
  return (
    <>
      {isOpen ? <ScanBox count={count} bin={bin} onGoods={setAsked} /> : null}
      {asked && isOpen ? (
        <CountGoods
          key={`${asked.variantId} ${asked.lotNumber}`}
          countId={count.id}
          binId={bin.id}
          line={asked}
          onDone={() => setAsked(null)}
        />
      ) : null}
      <CountedLines count={count} bin={bin} onCount={isOpen ? setAsked : null} />
      <CountedPieces count={count} bin={bin} mayRemove={isOpen} />
    </>
  )
}

interface ScanBoxProps {
  count: StockCount
  bin: CountBin
  onGoods: (line: CountLine) => void
}

function ScanBox({ count, bin, onGoods }: ScanBoxProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const scans = useScans(count.id, bin.id)
  const lastGoods = scans.last.find(one => one.kind === 'goods')
  const onGoodsNow = useRef(onGoods)
  onGoodsNow.current = onGoods
  useEffect(() => {
    if (lastGoods?.kind === 'goods') onGoodsNow.current(lastGoods.line)
  }, [lastGoods])
  useScanAnywhere(scans.add)
  return (
    <>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (text.trim() !== '') scans.add(text)
          setText('')
          field.current?.focus()
        }}
      >
        <Group gap="xs" align="flex-end">
          <TextInput
            ref={field}
            flex={1}
            maw="32rem"
            label={t('counts.scan')}
            value={text}
            maxLength={500}
            spellCheck={false}
            autoComplete="off"
            onChange={event => setText(event.currentTarget.value)}
          />
          <Button type="submit" variant="default">
            {t('counts.count')}
          </Button>
        </Group>
      </form>
      <Refused error={scans.error} />
      {scans.last.length > 0 ? <LastScan scans={scans.last} /> : <Notice>{t('counts.nobody')}</Notice>}
    </>
  )
}

function BinActions({ count, bin }: { count: StockCount; bin: CountBin }) {
  const { t } = useTranslation()
  const navigate = route.useNavigate()
  const [asking, setAsking] = useState(false)
  const input = { params: { countId: count.id, binId: bin.id } }
  const finish = useWrite(api.counts.finishCountBin, {
    onDone: () => {
      notify.done(t('counts.doneBin', { bin: bin.code }))
      void navigate({ to: '/stock-counts/$countId', params: { countId: count.id } })
    },
  })
  const reopen = useWrite(api.counts.reopenCountBin)
  if (bin.finishedAt !== null)
    return (
      <>
        <Refused error={reopen.error} />
        <Button variant="default" loading={reopen.isPending} onClick={() => reopen.mutate(input)}>
          {t('counts.reopen')}
        </Button>
      </>
    )
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('counts.finish')}</Button>
      <ConfirmDialog
        opened={asking}
        title={t('counts.finishTitle', { bin: bin.code })}
        sentence={t('counts.finishSentence')}
        confirm={t('counts.finish')}
        keep={t('counts.keep')}
        busy={finish.isPending}
        error={finish.error}
        onConfirm={() => finish.mutate(input)}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
